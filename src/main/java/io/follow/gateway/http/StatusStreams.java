package io.follow.gateway.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts open event streams and enforces their maximum. Thread-safe. */
public final class StatusStreams {

    private final int most;
    private final Duration longest;
    private final AtomicInteger open = new AtomicInteger();
    private final Counter refused;
    private final Counter slow;

    /**
     * @param most maximum number of open streams
     * @param longest maximum lifetime of a stream
     */
    public StatusStreams(int most, Duration longest, MeterRegistry meters) {
        this.most = most;
        this.longest = longest;
        this.refused = Counter.builder("follow.gateway.live.refused")
                .description("event streams rejected because the maximum number was open")
                .register(meters);
        this.slow = Counter.builder("follow.gateway.live.dropped")
                .description("event streams closed because their client did not read")
                .register(meters);
        Gauge.builder("follow.gateway.live.streams", open, AtomicInteger::get)
                .description("open event streams")
                .register(meters);
    }

    Duration longest() {
        return longest;
    }

    /** Whether another stream may be opened; if so, it counts as open until {@link #closed()}. */
    boolean open() {
        if (open.incrementAndGet() <= most) {
            return true;
        }
        open.decrementAndGet();
        refused.increment();
        return false;
    }

    void closed() {
        open.decrementAndGet();
    }

    void droppedSlowClient() {
        slow.increment();
    }
}
