package io.follow.gateway.image.ffmpeg;

import io.follow.gateway.image.ImageException;
import java.util.concurrent.atomic.AtomicInteger;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** How many stages of this engine run at the moment. One atomic number, so it may be used by several threads. */
final class Load {

    /** From this size on a second thread saves more than it costs to start: 5 of 14 ms for 12 megapixels. */
    private static final long PIXELS_FOR_TWO = 1_000_000;

    private final AtomicInteger stages = new AtomicInteger();
    private final int processors;

    Load(int processors) {
        this.processors = processors;
    }

    /** What a stage does. */
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
     * How many threads should do a stage: two for a large picture while a processor is left over, so that the second one
     * takes nothing from another stage.
     *
     * @param frame what the stage begins with
     */
    int threadsFor(AVFrame frame) {
        return isLarge(frame) && stages.get() < processors ? 2 : 1;
    }

    static boolean isLarge(AVFrame frame) {
        return (long) frame.width() * frame.height() >= PIXELS_FOR_TWO;
    }
}
