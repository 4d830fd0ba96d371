package io.follow.gateway.component.streams;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledFuture;
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
    private final Turns turns;
    private final ConsumerParts.Dispatch dispatch;
    private final Map<InFlight.Job, Waiting> waiting = new HashMap<>();
    private int busy;
    private boolean draining;

    /** A job and what runs it. */
    record Task(InFlight.Job job, Runnable run) {}

    /** A worker thread's place: its pool and the job it runs. Used by that thread alone. */
    static final class Seat {

        private final WorkerPool pool;
        private final InFlight.Job job;
        private Moment asked = Moment.now();
        private @Nullable StreamEntry next;

        Seat(WorkerPool pool, InFlight.Job job) {
            this.pool = pool;
            this.job = job;
        }

        WorkerPool pool() {
            return pool;
        }

        InFlight.Job job() {
            return job;
        }

        /**
         * Begins to take the next entry with the settle of a delivery. True only for the job of this place, while entries
         * may be taken and no job waits for a worker; then {@link #endTurn} follows.
         */
        boolean beginTurn(Delivery delivery) {
            asked = Moment.now();
            return job.delivery() == delivery && next == null && !pool.isWaitedFor() && pool.turns.begin();
        }

        /**
         * Takes the entry that the settle brought; the worker begins it when the present job is done.
         *
         * @param answered whether the settle was answered
         */
        void endTurn(boolean answered, @Nullable StreamEntry entry) {
            next = entry;
            if (entry == null) {
                pool.turns.end(answered);
            }
        }
    }

    private record Waiting(Runnable task, ScheduledFuture<?> timer) {}

    /**
     * @param threads exactly {@code size} threads with an unbounded queue; stays the caller's to shut down
     * @param dispatch makes jobs of entries that workers took themselves, and is told what their tasks throw
     */
    WorkerPool(ExecutorService threads, int size, Turns turns, ConsumerParts.Dispatch dispatch) {
        this.threads = threads;
        this.size = size;
        this.turns = turns;
        this.dispatch = dispatch;
    }

    /** Returns the place of the calling thread, or null when it is no worker at work. */
    static @Nullable Seat current() {
        return CURRENT.get();
    }

    /** Runs a task of a job on a worker, as soon as one is free. */
    void execute(InFlight.Job job, Runnable run) {
        job.taken();
        changeBusy(1);
        boolean handedOn = false;
        try {
            threads.execute(() -> work(new Task(job, run)));
            handedOn = true;
        } finally {
            if (!handedOn) {
                job.left();
                changeBusy(-1);
            }
        }
    }

    /** Runs a task, and those of the entries that it and its successors take, on the calling worker thread. */
    private void work(Task first) {
        try {
            Task task = first;
            while (task != null) {
                task = workOn(task);
            }
        } finally {
            changeBusy(-1);
        }
    }

    private @Nullable Task workOn(Task task) {
        Seat seat = new Seat(this, task.job());
        boolean begun = false;
        try {
            run(seat, task);
            Task next = successor(seat);
            begun = true;
            return next;
        } finally {
            if (seat.next != null) {
                turns.end(begun);
            }
        }
    }

    private void run(Seat seat, Task task) {
        CURRENT.set(seat);
        try {
            task.run().run();
        } catch (Throwable e) {
            // Camel catches what steps throw; what escapes it must still give the job back.
            dispatch.escaped(task.job(), e);
        } finally {
            CURRENT.remove();
            task.job().left();
        }
    }

    private @Nullable Task successor(Seat seat) {
        StreamEntry entry = seat.next;
        if (entry == null) {
            return null;
        }
        Task task = dispatch.begin(entry, seat.asked);
        if (task != null) {
            task.job().taken();
        }
        return task;
    }

    private synchronized boolean isWaitedFor() {
        return draining || busy > size;
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
