package io.follow.gateway.component.streams.read;

import io.follow.gateway.component.streams.client.SuspendAwareInstant;
import io.follow.gateway.component.streams.entry.Delivery;
import io.follow.gateway.component.streams.entry.StreamEntry;
import org.jspecify.annotations.Nullable;

/**
 * The slot of a worker thread in its pool, with the job that it runs. Used by that thread only, except for {@link
 * #abandonJob}.
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

    /** Returns the slot of the calling thread, or null if it is not an active worker. */
    public static @Nullable WorkerSlot current() {
        return CURRENT.get();
    }

    /**
     * Records that the calling worker waits for a resource, so that it counts as free for stall detection. Has no
     * effect on a thread that is not a worker.
     *
     * @param what the state, such as "waits for 5 MiB of memory"; shown in logs and at {@code /health/ready}
     */
    public static Wait waitFor(String what) {
        WorkerSlot place = CURRENT.get();
        if (place == null) {
            return () -> {};
        }
        place.waitsFor = what;
        return () -> place.waitsFor = null;
    }

    /** Returns what this worker waits for; null while it is running. */
    @Nullable
    String waitsFor() {
        return waitsFor;
    }

    /** Whether the job of this slot can be {@linkplain #abandonJob abandoned}: it has not been settled yet. */
    public boolean canAbandonJob() {
        return next == null && job.delivery().isHeld();
    }

    /**
     * Ends the job of a worker that may never return: the job fails in its route, on another thread. The worker is lost
     * until it returns, and its thread has no further effect on the job. Does not block; if it fails, nothing has
     * changed.
     */
    public void abandonJob(Throwable failure) {
        pool.abandon(job, failure);
    }

    /** Runs code on the calling thread, which has this slot in the meantime. */
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
     * Starts to fetch the next entry with the settle of a delivery. True only for the job of this slot, while entries
     * may be fetched and no job waits for a worker; {@link #endTurn} must follow.
     */
    public boolean beginTurn(Delivery delivery) {
        asked = SuspendAwareInstant.now();
        return job.delivery() == delivery && next == null && !pool.isWaitedFor() && fetchNextGate.begin();
    }

    /**
     * Stores the entry that the settle returned; the worker starts it when the current job is done.
     *
     * @param answered whether the settle received a reply
     */
    public void endTurn(boolean answered, @Nullable StreamEntry entry) {
        next = entry;
        if (entry == null) {
            fetchNextGate.end(answered);
        }
    }

    /** The entry that the settle returned, or null. */
    @Nullable
    StreamEntry next() {
        return next;
    }

    /** When it was requested. */
    SuspendAwareInstant asked() {
        return asked;
    }
}
