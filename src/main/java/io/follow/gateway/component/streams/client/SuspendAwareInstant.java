package io.follow.gateway.component.streams.client;

import java.util.concurrent.TimeUnit;

/**
 * A moment by two clocks: one that nobody sets, and one that goes on while the machine sleeps.
 *
 * @param nanos of {@link System#nanoTime()}
 * @param millis of {@link System#currentTimeMillis()}
 */
public record SuspendAwareInstant(long nanos, long millis) {

    public static SuspendAwareInstant now() {
        return new SuspendAwareInstant(System.nanoTime(), System.currentTimeMillis());
    }

    /** How long ago it was by the clock by which it was longer. */
    public long millisAgo() {
        return Math.max(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos), System.currentTimeMillis() - millis);
    }
}
