package io.follow.gateway.image.ffmpeg;

import io.follow.gateway.image.ImageException;
import java.util.concurrent.atomic.AtomicInteger;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** The number of running stages of this engine. Thread-safe: a single atomic number. */
final class Load {

    /**
     * For pictures of at least this size, a second thread saves more than it costs to start: 5 of 14 ms for 12
     * megapixels.
     */
    private static final long PIXELS_FOR_TWO = 1_000_000;

    private final AtomicInteger stages = new AtomicInteger();
    private final int processors;

    Load(int processors) {
        this.processors = processors;
    }

    /** The work of a stage. */
    @FunctionalInterface
    interface Stage<T> {
        T run() throws ImageException;
    }

    /** Counts a stage while it runs. */
    <T> T during(Stage<T> stage) throws ImageException {
        stages.incrementAndGet();
        try {
            return stage.run();
        } finally {
            stages.decrementAndGet();
        }
    }

    /**
     * The number of threads for a stage: two for a large picture when a core is idle, so that the second thread takes
     * nothing from another stage.
     *
     * @param frame the input of the stage
     */
    int threadsFor(AVFrame frame) {
        return isLarge(frame) && stages.get() < processors ? 2 : 1;
    }

    static boolean isLarge(AVFrame frame) {
        return (long) frame.width() * frame.height() >= PIXELS_FOR_TWO;
    }
}
