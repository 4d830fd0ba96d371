package io.follow.gateway.steps.pipeline;

import java.time.Duration;

/** The time that the stages of one image may take. Waiting does not count. Confined to one exchange. */
final class TimeBudget {

    private final long limitNanos;
    private long spentNanos;

    TimeBudget(Duration limit) {
        this.limitNanos = limit.toNanos();
    }

    /** Starts with the remaining time of another exchange. */
    TimeBudget(TimeBudget before) {
        this.limitNanos = before.limitNanos;
        this.spentNanos = before.spentNanos;
    }

    /** The remaining time, 0 or more. */
    Duration left() {
        return Duration.ofNanos(Math.max(0, limitNanos - spentNanos));
    }

    /** Charges the time since {@code since} (of {@link System#nanoTime()}). */
    void spend(long since) {
        spentNanos += System.nanoTime() - since;
    }

    /** Grants the whole time again, for a retry. */
    void reset() {
        spentNanos = 0;
    }
}
