package io.follow.gateway.component.streams;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The workers of one consumer. A job that waits for its next try holds no worker, and gets one of these again when its
 * time has come. All fields are guarded by this object's monitor.
 */
final class WorkerPool {

    /** Which pool and job the current worker thread is busy with; set and cleared around each run. */
    private static final ThreadLocal<@Nullable Seat> CURRENT = new ThreadLocal<>();

    private final ExecutorService threads;
    private final int size;
    private final BiConsumer<InFlight.Job, Throwable> escaped;
    private final Map<InFlight.Job, Waiting> waiting = new HashMap<>();
    private int busy;
    private boolean draining;

    /** A worker thread's place: its pool and the job it runs. */
    record Seat(WorkerPool pool, InFlight.Job job) {}

    private record Waiting(Runnable task, ScheduledFuture<?> timer) {}

    /**
     * @param threads exactly {@code size} threads with an unbounded queue; stays the caller's to shut down
     * @param escaped told what a task of a job has thrown, on the worker's thread
     */
    WorkerPool(ExecutorService threads, int size, BiConsumer<InFlight.Job, Throwable> escaped) {
        this.threads = threads;
        this.size = size;
        this.escaped = escaped;
    }

    /** Returns the place of the calling thread, or null when it is no worker at work. */
    static @Nullable Seat current() {
        return CURRENT.get();
    }

    /** Runs a task of a job on a worker, as soon as one is free. */
    void execute(InFlight.Job job, Runnable task) {
        Seat seat = new Seat(this, job);
        job.taken();
        changeBusy(1);
        boolean handedOn = false;
        try {
            threads.execute(() -> {
                CURRENT.set(seat);
                try {
                    task.run();
                } catch (Throwable e) {
                    // Camel catches what steps throw; what escapes it must still give the job back.
                    escaped.accept(job, e);
                } finally {
                    CURRENT.remove();
                    job.left();
                    changeBusy(-1);
                }
            });
            handedOn = true;
        } finally {
            if (!handedOn) {
                job.left();
                changeBusy(-1);
            }
        }
    }

    private synchronized void changeBusy(int by) {
        busy += by;
        notifyAll();
    }

    /** Registers a job that waits; {@code timer} starts the clock and returns it. */
    synchronized ScheduledFuture<?> park(
            InFlight.Job job, Runnable task, Function<Runnable, ScheduledFuture<?>> timer) {
        ScheduledFuture<?> future = timer.apply(() -> due(job));
        job.taken();
        waiting.put(job, new Waiting(task, future));
        if (draining) {
            release(job);
        }
        return future;
    }

    private synchronized void due(InFlight.Job job) {
        Waiting wait = waiting.remove(job);
        if (wait != null) {
            try {
                execute(job, wait.task());
            } finally {
                job.left();
            }
        }
    }

    /** Ends every wait, and from now on nobody waits: the exchange is told to stop its route and only completes. */
    synchronized void drain() {
        draining = true;
        for (InFlight.Job job : Map.copyOf(waiting).keySet()) {
            release(job);
        }
    }

    private void release(InFlight.Job job) {
        Waiting wait = waiting.get(job);
        if (wait != null) {
            wait.timer().cancel(false);
            job.release();
            due(job);
        }
    }

    /** Jobs may wait again. */
    synchronized void undrain() {
        draining = false;
    }

    /** Waits until a worker is free, at most the given time, and returns how many are. */
    synchronized int awaitFree(long millis) throws InterruptedException {
        long end = System.nanoTime() + millis * 1_000_000;
        while (busy >= size) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return 0;
            }
            wait(left);
        }
        return size - busy;
    }
}
