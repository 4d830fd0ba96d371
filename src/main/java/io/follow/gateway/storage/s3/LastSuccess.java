package io.follow.gateway.storage.s3;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Records the last success, so that a check need not send a request. Thread-safe: the last write to the single field
 * wins.
 */
final class LastSuccess {

    private final Duration trusted;
    private final LongSupplier nanoTime;
    private volatile @Nullable Long at;

    LastSuccess(Duration trusted, LongSupplier nanoTime) {
        this.trusted = trusted;
        this.nanoTime = nanoTime;
    }

    void worked() {
        at = nanoTime.getAsLong();
    }

    void failed() {
        at = null;
    }

    boolean isRecent() {
        Long last = at;
        return last != null && nanoTime.getAsLong() - last < trusted.toNanos();
    }
}
