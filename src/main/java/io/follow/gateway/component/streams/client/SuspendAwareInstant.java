package io.follow.gateway.component.streams.client;

import java.util.concurrent.TimeUnit;

/**
 * An instant by two clocks: a monotonic one, and one that continues while the machine is suspended.
 *
 * @param nanos of {@link System#nanoTime()}
 * @param millis of {@link System#currentTimeMillis()}
 */
public record SuspendAwareInstant(long nanos, long millis) {

    public static SuspendAwareInstant now() {
        return new SuspendAwareInstant(System.nanoTime(), System.currentTimeMillis());
    }

    /** Returns the elapsed time by the clock that shows the longer one. */
    public long millisAgo() {
        return Math.max(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos), System.currentTimeMillis() - millis);
    }
}
