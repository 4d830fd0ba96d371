package io.follow.gateway.image;

import io.follow.gateway.image.MemoryBudget.Lease;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs stages on threads of its own, so that a stage that never ends costs its caller no more than the limit. Java
 * cannot end native code: the thread is interrupted and counted as stuck until it comes back, and its memory stays
 * charged. Safe for use by several threads.
 */
public final class TimeLimit implements AutoCloseable {

    private final AtomicInteger threads = new AtomicInteger();
    private final AtomicInteger stuck = new AtomicInteger();
    // Grows with stuck stages only: every other thread serves a caller that waits.
    private final ExecutorService executor = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "image-stage-" + threads.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    });

    /** A stage of the work on one picture. */
    @FunctionalInterface
    public interface Stage<T> {

        /** Does the work. */
        T run() throws ImageException;
    }

    /**
     * Runs a stage and waits for it.
     *
     * @param limit the longest time to wait
     * @param unforeseen what any error nobody foresaw is called
     * @param lease memory the stage uses; stays charged until the stage has really ended
     * @throws ImageException the stage's own; {@link ImageError#PROCESS_TIMEOUT} past the limit;
     *     {@link ImageError#PROCESS_FAILED} when the heap was exhausted
     * @throws InterruptedException when the caller was interrupted; the stage is treated as past its limit
     */
    public <T> T run(Duration limit, ImageError unforeseen, Lease lease, Stage<T> stage)
            throws ImageException, InterruptedException {
        StageRun<T> run = new StageRun<>(stage, unforeseen, lease, stuck);
        lease.hold();
        boolean started = false;
        try {
            executor.execute(run);
            started = true;
        } finally {
            if (!started) {
                lease.letGo();
            }
        }
        return run.await(limit);
    }

    /** How many stages are past their limit and still running. */
    public int stuck() {
        return stuck.get();
    }

    /** Interrupts whatever still runs and takes no more work. */
    @Override
    public void close() {
        executor.shutdownNow();
    }
}
