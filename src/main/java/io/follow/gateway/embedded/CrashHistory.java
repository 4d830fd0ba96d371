package io.follow.gateway.embedded;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/** Counts recent crashes. Used by one thread. */
final class CrashHistory {

    /** This many crashes within {@link #SPAN} are too many. */
    static final int MOST = 5;

    static final Duration SPAN = Duration.ofMinutes(1);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

    private final LongSupplier nanoTime;
    private final Deque<Long> moments = new ArrayDeque<>();

    /** @param nanoTime a clock such as {@link System#nanoTime()} */
    CrashHistory(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    void one() {
        long now = nanoTime.getAsLong();
        moments.add(now);
        while (now - moments.element() >= SPAN.toNanos()) {
            moments.remove();
        }
    }

    boolean areTooMany() {
        return moments.size() >= MOST;
    }

    /** The back-off before the next start: none after the first crash, then half a second, doubled each time. */
    Duration pause() {
        int former = moments.size() - 1;
        return former <= 0 ? Duration.ZERO : FIRST_PAUSE.multipliedBy(1L << (former - 1));
    }
}
