package io.follow.gateway.component.streams.read;

import io.follow.gateway.component.streams.client.SuspendAwareInstant;
import io.follow.gateway.component.streams.entry.StreamEntry;
import org.jspecify.annotations.Nullable;

/** Handles entries that were read, and failures to read. */
public interface Dispatch {

    /**
     * Turns the entry into a job and passes it to a worker.
     *
     * @param asked the latest possible time of the request to the server
     */
    void toWorker(StreamEntry entry, SuspendAwareInstant asked);

    /** Turns the entry into a job for the calling worker; null if the entry is already in flight. */
    WorkerPool.@Nullable Task begin(StreamEntry entry, SuspendAwareInstant asked);

    /** Gives back a job whose task has thrown an exception; called by its worker. */
    void escaped(InFlight.Job job, Throwable failure);

    /** Called by the reader once per outage, with the reason why nothing can be read. */
    void cannotRead(Throwable failure);

    /**
     * Ends a job whose worker does not return from a step: the job fails in its route. Called by any thread; does not
     * block. If this call fails, nothing has changed. If the worker returns later, it has no further effect.
     */
    void abandon(InFlight.Job job, Throwable failure);
}
