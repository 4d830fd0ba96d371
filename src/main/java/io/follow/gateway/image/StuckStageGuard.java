package io.follow.gateway.image;

import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the process when as many decoders hang as there are workers. Java cannot terminate native code, so the threads
 * and their memory would be lost permanently. The jobs in flight are handed over, and the supervisor starts a new
 * process.
 */
public final class StuckStageGuard implements AutoCloseable {

    /** {@code EX_SOFTWARE} of {@code sysexits.h}: internal software error. */
    static final int EXIT_CODE = 70;

    private static final Logger LOG = LoggerFactory.getLogger(StuckStageGuard.class);

    private final StageExecutor stageExecutor;
    private final int workers;
    private final IntConsumer exit;
    private final Runnable look = this::look;

    /** Used only by the thread of the watch. */
    private boolean leaving;

    /** @param exit ends the process with an exit code; called on a dedicated thread */
    public StuckStageGuard(StageExecutor stageExecutor, int workers, IntConsumer exit) {
        this.stageExecutor = stageExecutor;
        this.workers = workers;
        this.exit = exit;
        stageExecutor.watch().add(look);
    }

    private void look() {
        int stuck = stageExecutor.stuck();
        if (stuck >= workers && !leaving) {
            LOG.error("{} image stages hang past their time limit, exiting for a restart by the supervisor", stuck);
            // In this order: if there is no memory for a thread, the next poll retries.
            new Thread(() -> exit.accept(EXIT_CODE), "leave").start();
            leaving = true;
        }
    }

    @Override
    public void close() {
        stageExecutor.watch().remove(look);
    }
}
