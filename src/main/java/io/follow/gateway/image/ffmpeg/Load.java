package io.follow.gateway.image.ffmpeg;

import io.follow.gateway.image.ImageException;
import java.util.concurrent.atomic.AtomicInteger;

/** How many stages of this engine run at the moment. One atomic number, so it may be used by several threads. */
final class Load {

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

    /** Whether a processor is left over, so that a second thread for one stage takes nothing from another one. */
    boolean leavesAProcessor() {
        return stages.get() < processors;
    }
}
