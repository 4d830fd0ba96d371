package io.follow.gateway.image;

import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the process when as many decoders hang as there are workers. Java cannot end native code, so the threads and their
 * memory would be lost for good; the supervisor starts a fresh process, and the jobs in hand are handed over.
 */
public final class StuckStageGuard implements AutoCloseable {

    /** What {@code sysexits.h} calls an internal software error. */
    static final int EXIT_CODE = 70;

    private static final Logger LOG = LoggerFactory.getLogger(StuckStageGuard.class);

    private final StageExecutor stageExecutor;
    private final int workers;
    private final IntConsumer exit;
    private final Runnable look = this::look;

    /** Used by the thread of the watch only. */
    private boolean leaving;

    /** @param exit ends the process with a code; called on a thread that does nothing else */
    public StuckStageGuard(StageExecutor stageExecutor, int workers, IntConsumer exit) {
        this.stageExecutor = stageExecutor;
        this.workers = workers;
        this.exit = exit;
        stageExecutor.watch().add(look);
    }

    private void look() {
        int stuck = stageExecutor.stuck();
        if (stuck >= workers && !leaving) {
            LOG.error("{} image stages hang past their time limit, the process ends to be started afresh", stuck);
            // In this order: without memory for a thread, the next look tries again.
            new Thread(() -> exit.accept(EXIT_CODE), "leave").start();
            leaving = true;
        }
    }

    @Override
    public void close() {
        stageExecutor.watch().remove(look);
    }
}
