package io.follow.gateway.storage.s3;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether something worked a moment ago, so that a check need not cost a request. Used by several threads: the one field
 * is replaced as a whole, and the last to write it counts.
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
