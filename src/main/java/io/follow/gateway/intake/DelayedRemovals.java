package io.follow.gateway.intake;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Removals that are due some time after a job has ended: a server that takes over may not know its end, and the job then
 * needs its source again. They end with the process, and a sweep makes up for them. On threads of their own, because many
 * are due at once after many uploads, and each waits for a store. Safe for use by several threads.
 */
public final class DelayedRemovals implements AutoCloseable {

    /** A removal is a few questions to the server and the store, one after the other. */
    private static final int THREADS = 4;

    /** Bounds the memory; a source past it is left to the sweep. */
    private static final int MOST_WAITING = 100_000;

    private final ScheduledThreadPoolExecutor removals;
    private final Duration after;

    /** @param after how long a source stays after the end of its job */
    public DelayedRemovals(Duration after) {
        this.after = after;
        this.removals = new ScheduledThreadPoolExecutor(THREADS, task -> {
            Thread thread = new Thread(task, "source-removal");
            thread.setDaemon(true);
            return thread;
        });
        removals.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /**
     * Remembers a removal.
     *
     * @param removal handles its own failures
     * @return false when too many wait already, or at the end of the program
     */
    public boolean add(Runnable removal) {
        if (removals.getQueue().size() >= MOST_WAITING) {
            return false;
        }
        try {
            var unused = removals.schedule(removal, after.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    @Override
    public void close() {
        removals.shutdownNow();
    }
}
