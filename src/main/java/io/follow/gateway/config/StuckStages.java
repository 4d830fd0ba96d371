package io.follow.gateway.config;

import io.follow.gateway.image.TimeLimit;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the process when as many decoders hang as there are workers. Java cannot end native code, so the threads and their
 * memory would be lost for good; the supervisor starts a fresh process, and the jobs in hand are handed over.
 */
final class StuckStages implements AutoCloseable {

    /** What {@code sysexits.h} calls an internal software error. */
    static final int EXIT_CODE = 70;

    private static final Logger LOG = LoggerFactory.getLogger(StuckStages.class);

    private final TimeLimit timeLimit;
    private final int workers;
    private final IntConsumer exit;
    private final ScheduledExecutorService timer;
    private final ScheduledFuture<?> looks;

    /** @param exit ends the process with a code; called on a thread that does nothing else */
    StuckStages(TimeLimit timeLimit, int workers, IntConsumer exit) {
        this.timeLimit = timeLimit;
        this.workers = workers;
        this.exit = exit;
        this.timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "stuck-stages");
            thread.setDaemon(true);
            return thread;
        });
        this.looks = timer.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
    }

    private void look() {
        int stuck = timeLimit.stuck();
        if (stuck >= workers) {
            LOG.error("{} image stages hang past their time limit, the process ends to be started afresh", stuck);
            looks.cancel(false);
            new Thread(() -> exit.accept(EXIT_CODE), "leave").start();
        }
    }

    @Override
    public void close() {
        looks.cancel(false);
        timer.shutdownNow();
    }
}
