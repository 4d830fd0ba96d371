package io.follow.gateway.component.streams;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The workers of one consumer. A job that waits for its next try holds no worker, and gets one of these again when its
 * time has come. A job that may kill the process runs while no other does. All fields are guarded by this object's
 * monitor.
 */
final class WorkerPool {

    /** Which pool and job the current worker thread is busy with; set and cleared around each run. */
    private static final ThreadLocal<@Nullable Seat> CURRENT = new ThreadLocal<>();

    private final ExecutorService threads;
    private final int size;
    private final Map<InFlight.Job, Waiting> waiting = new HashMap<>();
    private final Deque<Seat> ready = new ArrayDeque<>();
    private final Deque<Seat> readyAlone = new ArrayDeque<>();
    private int running;
    private boolean runningAlone;

    /** A worker thread's place: its pool, the job it runs, and what to do. */
    record Seat(WorkerPool pool, InFlight.Job job, Runnable task) {}

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

    /** Runs a task of a job on a worker, as soon as one is free; alone, when the job is to run alone. */
    synchronized void execute(InFlight.Job job, Runnable task) {
        (job.alone() ? readyAlone : ready).add(new Seat(this, job, task));
        advance();
    }

    private synchronized void advance() {
        while (!runningAlone && running < size) {
            Seat next;
            if (readyAlone.isEmpty()) {
                next = ready.poll();
            } else {
                next = running == 0 ? readyAlone.poll() : null;
            }
            if (next == null) {
                break;
            }
            running++;
            runningAlone = next.job().alone();
            start(next);
        }
        notifyAll();
    }

    private void start(Seat seat) {
        threads.execute(() -> {
            CURRENT.set(seat);
            try {
                seat.task().run();
            } finally {
                CURRENT.remove();
                released();
            }
        });
    }

    private synchronized void released() {
        running--;
        runningAlone = false;
        advance();
    }

    /** Registers a job that waits; {@code timer} starts the clock and returns it. */
    synchronized ScheduledFuture<?> park(
            InFlight.Job job, Runnable task, Function<Runnable, ScheduledFuture<?>> timer) {
        ScheduledFuture<?> future = timer.apply(() -> due(job));
        waiting.put(job, new Waiting(task, future));
        return future;
    }

    private synchronized void due(InFlight.Job job) {
        Waiting wait = waiting.remove(job);
        if (wait != null) {
            execute(job, wait.task());
        }
    }

    /** Ends every wait: the exchange is told to stop its route and runs once more, only to complete. */
    synchronized void releaseWaiting() {
        Map<InFlight.Job, Waiting> released = new HashMap<>(waiting);
        waiting.clear();
        released.forEach((job, wait) -> {
            wait.timer().cancel(false);
            job.exchange().setRouteStop(true);
            execute(job, wait.task());
        });
    }

    private int free() {
        boolean aloneWanted = runningAlone || !readyAlone.isEmpty();
        return aloneWanted ? 0 : Math.max(0, size - running - ready.size());
    }

    /** Waits until a worker is free, at most the given time, and returns how many are. */
    synchronized int awaitFree(long millis) throws InterruptedException {
        long end = System.nanoTime() + millis * 1_000_000;
        while (free() == 0) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return 0;
            }
            wait(left);
        }
        return free();
    }
}
