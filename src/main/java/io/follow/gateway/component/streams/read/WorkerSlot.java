package io.follow.gateway.component.streams.read;

import io.follow.gateway.component.streams.client.SuspendAwareInstant;
import io.follow.gateway.component.streams.entry.Delivery;
import io.follow.gateway.component.streams.entry.StreamEntry;
import org.jspecify.annotations.Nullable;

/**
 * A worker thread's place in its pool, and the job that it runs there. Used by that thread alone, but for
 * {@link #abandonJob}.
 */
public final class WorkerSlot {

    /** Set and cleared around each run by {@link #during}. */
    private static final ThreadLocal<@Nullable WorkerSlot> CURRENT = new ThreadLocal<>();

    private final WorkerPool pool;
    private final FetchNextGate fetchNextGate;
    private final InFlight.Job job;
    private SuspendAwareInstant asked = SuspendAwareInstant.now();
    private @Nullable StreamEntry next;
    /** Written by its thread, read by {@link StallDetector}. */
    private volatile @Nullable String waitsFor;

    /** A wait that ends when this is closed. */
    public interface Wait extends AutoCloseable {
        @Override
        void close();
    }

    WorkerSlot(WorkerPool pool, FetchNextGate fetchNextGate, InFlight.Job job) {
        this.pool = pool;
        this.fetchNextGate = fetchNextGate;
        this.job = job;
    }

    /** The place of the calling thread, or null when it is no worker at work. */
    public static @Nullable WorkerSlot current() {
        return CURRENT.get();
    }

    /**
     * Tells that the calling worker waits from now on and could do something else instead: it counts as free when it is
     * looked for work that stands still. Means nothing on a thread that is no worker.
     *
     * @param what it waits for, as in "waits for 5 MiB of memory"; shown in logs and at {@code /health/ready}
     */
    public static Wait waitFor(String what) {
        WorkerSlot place = CURRENT.get();
        if (place == null) {
            return () -> {};
        }
        place.waitsFor = what;
        return () -> place.waitsFor = null;
    }

    /** What this worker waits for; null while it works. */
    @Nullable
    String waitsFor() {
        return waitsFor;
    }

    /** Whether the job of this slot can be {@linkplain #abandonJob abandoned}: it has not been settled yet. */
    public boolean canAbandonJob() {
        return next == null && job.delivery().isHeld();
    }

    /**
     * Ends the job of a worker that may never come back: its route finds it failed, on another thread. The worker is lost
     * until it comes back, and its thread changes nothing of the job any more. Does not wait; when it fails, nothing has
     * changed.
     */
    public void abandonJob(Throwable failure) {
        pool.abandon(job, failure);
    }

    /** Runs something on the calling thread, which has this place meanwhile. */
    void during(Runnable run) {
        CURRENT.set(this);
        try {
            run.run();
        } finally {
            CURRENT.remove();
        }
    }

    InFlight.Job job() {
        return job;
    }

    WorkerPool pool() {
        return pool;
    }

    /**
     * Begins to take the next entry with the settle of a delivery. True only for the job of this place, while entries may
     * be taken and no job waits for a worker; then {@link #endTurn} follows.
     */
    public boolean beginTurn(Delivery delivery) {
        asked = SuspendAwareInstant.now();
        return job.delivery() == delivery && next == null && !pool.isWaitedFor() && fetchNextGate.begin();
    }

    /**
     * Takes the entry that the settle brought; the worker begins it when the present job is done.
     *
     * @param answered whether the settle was answered
     */
    public void endTurn(boolean answered, @Nullable StreamEntry entry) {
        next = entry;
        if (entry == null) {
            fetchNextGate.end(answered);
        }
    }

    /** The entry that a settle brought, or null. */
    @Nullable
    StreamEntry next() {
        return next;
    }

    /** When it was asked for. */
    SuspendAwareInstant asked() {
        return asked;
    }
}
