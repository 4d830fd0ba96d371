package io.follow.gateway.startup;

import io.follow.gateway.image.ImageEngine;
import io.follow.gateway.image.ImageException;
import io.follow.gateway.image.LargestPicture;
import io.follow.gateway.image.MemoryBudget;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says at the start when the memory of this process cannot hold every picture that its settings allow. */
public final class MemoryCheck {

    private static final Logger LOG = LoggerFactory.getLogger("io.follow.gateway.start");

    /** What is left of {@code -Xmx} in {@link Runtime#maxMemory()}: the serial collector keeps a survivor space back. */
    private static final double SHARE_OF_XMX = 0.96;

    private static final long MEBIBYTE = 1 << 20;

    private final List<ImageEngine> engines;
    private final MemoryBudget budget;
    private final long maxPixels;
    private final int maxWidth;

    /**
     * Checks nothing yet.
     *
     * @param maxPixels the most pixels of a raw image
     * @param maxWidth the width of the processed image
     */
    public MemoryCheck(List<ImageEngine> engines, MemoryBudget budget, long maxPixels, int maxWidth) {
        this.engines = List.copyOf(engines);
        this.budget = budget;
        this.maxPixels = maxPixels;
        this.maxWidth = maxWidth;
    }

    /** Logs the warning, if there is one, on a thread of its own: an engine may still be loading. */
    public void begin() {
        Thread thread = new Thread(() -> warning().ifPresent(LOG::warn), "memory-check");
        thread.setDaemon(true);
        thread.start();
    }

    /** One line with what is too large, and the two settings that would mend it; empty when everything fits. */
    Optional<String> warning() {
        try {
            LargestPicture largest = LargestPicture.within(engines, maxPixels, maxWidth);
            if (largest.bytes() <= budget.totalBytes()) {
                return Optional.empty();
            }
            long fitting = LargestPicture.pixelsWithin(engines, budget.totalBytes(), maxWidth);
            return Optional.of(
                    "%s of %d×%d pixels needs %d MiB, this process has %d MiB for pictures and ends such jobs with WORKER_TOO_SMALL: raise the heap to -Xmx%dm, or lower IMG_GW_MAX_PIXEL_COUNT from %d to %d"
                            .formatted(
                                    largest.kind(),
                                    largest.side(),
                                    largest.side(),
                                    mebibytes(largest.bytes()),
                                    budget.totalBytes() / MEBIBYTE,
                                    mebibytes(
                                            (long) (largest.bytes() / MemoryBudget.DEFAULT_HEAP_SHARE / SHARE_OF_XMX)),
                                    maxPixels,
                                    fitting));
        } catch (ImageException e) {
            throw new IllegalStateException("no engine reads the usual kinds of pictures", e);
        }
    }

    private static long mebibytes(long bytes) {
        return (bytes + MEBIBYTE - 1) / MEBIBYTE;
    }
}
