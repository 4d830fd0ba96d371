package io.follow.gateway.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** How many event streams are open and how many there may be. Safe for use by several threads. */
public final class StatusStreams {

    private final int most;
    private final Duration longest;
    private final AtomicInteger open = new AtomicInteger();
    private final Counter refused;
    private final Counter slow;

    /**
     * @param most streams at a time
     * @param longest how long one may stay open
     */
    public StatusStreams(int most, Duration longest, MeterRegistry meters) {
        this.most = most;
        this.longest = longest;
        this.refused = Counter.builder("gateway.live.refused")
                .description("event streams refused because there are as many as there may be")
                .register(meters);
        this.slow = Counter.builder("gateway.live.dropped")
                .description("event streams ended because their client did not read")
                .register(meters);
        Gauge.builder("gateway.live.streams", open, AtomicInteger::get)
                .description("event streams that are open")
                .register(meters);
    }

    Duration longest() {
        return longest;
    }

    /** Whether one more may be opened; then it counts as open until {@link #closed()}. */
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
