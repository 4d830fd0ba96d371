package io.follow.gateway.component.streams.read;

import io.follow.gateway.component.streams.client.SuspendAwareInstant;
import io.follow.gateway.component.streams.entry.StreamEntry;
import org.jspecify.annotations.Nullable;

/** What becomes of an entry that was read, and of a failure to read any. */
public interface Dispatch {

    /**
     * Turns it into a job and gives that to a worker.
     *
     * @param asked when the server was asked for it, at the latest
     */
    void toWorker(StreamEntry entry, SuspendAwareInstant asked);

    /** Turns it into a job for the worker that calls; null when the entry is in hand already. */
    WorkerPool.@Nullable Task begin(StreamEntry entry, SuspendAwareInstant asked);

    /** Gives a job back whose task has thrown something; called by its worker. */
    void escaped(InFlight.Job job, Throwable failure);

    /** Is told by the reader, once for each outage, why nothing can be read. */
    void cannotRead(Throwable failure);

    /**
     * Ends a job whose worker does not come back from a step, by letting its route find it failed. Called by any thread;
     * does not wait. When it fails nothing has changed. A worker that comes back all the same changes nothing any more.
     */
    void abandon(InFlight.Job job, Throwable failure);
}
