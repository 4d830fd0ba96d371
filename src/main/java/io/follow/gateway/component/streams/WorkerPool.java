package io.follow.gateway.component.streams;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The workers of one consumer. A job that waits for its next attempt holds no worker, and gets one of these again when
 * its time has come. Counts are guarded by this object's monitor; the waiting jobs are in a concurrent map.
 */
final class WorkerPool {

    /** Which pool and job the current worker thread is busy with; set and cleared around each run. */
    private static final ThreadLocal<@Nullable Seat> CURRENT = new ThreadLocal<>();

    private final ExecutorService threads;
    private final int size;
    private final Map<InFlight.Job, Waiting> waiting = new ConcurrentHashMap<>();
    private int busy;

    /** A worker thread's place: its pool and the job it runs. */
    record Seat(WorkerPool pool, InFlight.Job job) {}

    private record Waiting(Runnable task, ScheduledFuture<?> timer) {}

    /**
     * @param threads exactly {@code size} threads with an unbounded queue; stays the caller's to shut down
     */
    WorkerPool(ExecutorService threads, int size) {
        this.threads = threads;
        this.size = size;
    }

    /** Returns the place of the calling thread, or null when it is no worker at work. */
    static @Nullable Seat current() {
        return CURRENT.get();
    }

    /** Runs a task of a job on a worker, as soon as one is free. */
    void execute(InFlight.Job job, Runnable task) {
        synchronized (this) {
            busy++;
        }
        Seat seat = new Seat(this, job);
        threads.execute(() -> {
            CURRENT.set(seat);
            try {
                task.run();
            } finally {
                CURRENT.remove();
                released();
            }
        });
    }

    private synchronized void released() {
        busy--;
        notifyAll();
    }

    /** Registers a job that waits; {@code timer} starts the clock and returns it. */
    ScheduledFuture<?> park(InFlight.Job job, Runnable task, Function<Runnable, ScheduledFuture<?>> timer) {
        Runnable due = () -> {
            if (waiting.remove(job) != null) {
                execute(job, task);
            }
        };
        synchronized (waiting) {
            ScheduledFuture<?> future = timer.apply(() -> {
                synchronized (waiting) {
                    due.run();
                }
            });
            waiting.put(job, new Waiting(task, future));
            return future;
        }
    }

    /** Ends every wait: the exchange is told to stop its route and runs once more, only to complete. */
    void releaseWaiting() {
        synchronized (waiting) {
            waiting.forEach((job, wait) -> {
                wait.timer().cancel(false);
                job.exchange().setRouteStop(true);
                execute(job, wait.task());
            });
            waiting.clear();
        }
    }

    int waiting() {
        return waiting.size();
    }

    synchronized int free() {
        return Math.max(0, size - busy);
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
