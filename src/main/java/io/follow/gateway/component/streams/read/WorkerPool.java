package io.follow.gateway.component.streams.read;

import io.follow.gateway.component.streams.entry.StreamEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The workers of one consumer. A job that waits for a redelivery occupies no worker, and gets one again when its delay
 * has elapsed. Fields are guarded by this object's monitor unless stated otherwise.
 */
public final class WorkerPool {

    private final ExecutorService threads;
    private final int size;
    private final FetchNextGate fetchNextGate;
    private final Dispatch dispatch;
    private final Map<InFlight.Job, Waiting> waiting = new HashMap<>();
    /** The slots of the active threads. Other threads read it: hence a concurrent set. */
    private final Set<WorkerSlot> places = ConcurrentHashMap.newKeySet();

    private int busy;
    private boolean draining;
    /** When a job last started, ended or was postponed; written by all workers. */
    private volatile long lastMove = System.nanoTime();

    /** A job and the code that runs it. */
    public record Task(InFlight.Job job, Runnable run) {}

    private record Waiting(Runnable task, ScheduledFuture<?> timer) {}

    /**
     * @param threads exactly {@code size} threads with a queue; the caller shuts it down
     * @param dispatch creates jobs for entries that workers fetched, and is notified of exceptions that their tasks
     *     throw
     */
    public WorkerPool(ExecutorService threads, int size, FetchNextGate fetchNextGate, Dispatch dispatch) {
        this.threads = threads;
        this.size = size;
        this.fetchNextGate = fetchNextGate;
        this.dispatch = dispatch;
    }

    /** Runs a task of a job on a worker, as soon as one is free. */
    public void execute(InFlight.Job job, Runnable run) {
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

    /** Runs a task on the calling worker thread, and then those of the entries that it and its successors fetch. */
    private void work(Task first) {
        try {
            Task task = first;
            while (task != null) {
                WorkerSlot place = new WorkerSlot(this, fetchNextGate, task.job());
                begins(place);
                try {
                    task = workOn(place, task);
                } finally {
                    ends(place);
                }
            }
        } finally {
            changeBusy(-1);
        }
    }

    private void begins(WorkerSlot place) {
        places.add(place);
        lastMove = System.nanoTime();
    }

    private void ends(WorkerSlot place) {
        places.remove(place);
        lastMove = System.nanoTime();
    }

    /** Returns the current state of the workers. */
    public synchronized StallDetector.Work work() {
        List<String> working = new ArrayList<>();
        List<String> waits = new ArrayList<>();
        int lost = 0;
        for (WorkerSlot place : places) {
            String id = place.job().delivery().entryId();
            String waitsFor = place.waitsFor();
            if (place.job().isGivenUp()) {
                lost++;
            } else if (waitsFor != null) {
                waits.add(id + " " + waitsFor);
            } else {
                working.add(id);
            }
        }
        return new StallDetector.Work(
                lastMove, Math.max(0, size - busy), waiting.size(), working, waits, lost, lost >= size);
    }

    private @Nullable Task workOn(WorkerSlot place, Task task) {
        boolean begun = false;
        try {
            run(place, task);
            Task next = successor(place);
            begun = true;
            return next;
        } finally {
            if (place.next() != null) {
                fetchNextGate.end(begun);
            }
        }
    }

    private void run(WorkerSlot place, Task task) {
        try {
            place.during(task.run());
        } catch (Throwable e) {
            // Camel catches the exceptions of steps; after any other exception, the job must still be given back.
            dispatch.escaped(task.job(), e);
        } finally {
            task.job().left();
        }
    }

    private @Nullable Task successor(WorkerSlot place) {
        StreamEntry entry = place.next();
        if (entry == null) {
            return null;
        }
        Task task = dispatch.begin(entry, place.asked());
        if (task != null) {
            task.job().taken();
        }
        return task;
    }

    /** Ends the job of a worker that does not return; the worker counts as busy until it does. */
    void abandon(InFlight.Job job, Throwable failure) {
        dispatch.abandon(job, failure);
    }

    synchronized boolean isWaitedFor() {
        return draining || busy > size;
    }

    private synchronized void changeBusy(int by) {
        busy += by;
        notifyAll();
    }

    /** Registers a waiting job; {@code timer} starts its delay and returns the future. */
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

    /** Ends all waits and allows no further ones: waiting exchanges stop their route and only complete. */
    public synchronized void drain() {
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
    public synchronized void undrain() {
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
