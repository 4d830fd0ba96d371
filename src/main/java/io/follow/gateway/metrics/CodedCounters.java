package io.follow.gateway.metrics;

import io.micrometer.core.instrument.Counter;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Counters by error code. Routes can define their own codes, perhaps from data, so the number of series is limited; all
 * further codes count as {@value #OTHER}. Thread-safe.
 */
final class CodedCounters {

    /** More than the codes of the wire contract and of typical routes. */
    static final int MOST = 64;

    static final String OTHER = "OTHER";

    private final Map<String, Counter> byCode = new ConcurrentHashMap<>();
    private final Function<String, Counter> factory;

    /** @param factory registers the counter of a code */
    CodedCounters(Function<String, Counter> factory) {
        this.factory = factory;
    }

    void increment(String code) {
        Counter known = byCode.get(code);
        if (known == null) {
            String label = byCode.size() < MOST ? code : OTHER;
            known = byCode.computeIfAbsent(label, factory);
        }
        known.increment();
    }
}
