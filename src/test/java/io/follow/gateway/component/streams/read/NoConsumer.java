package io.follow.gateway.component.streams.read;

import io.follow.gateway.component.streams.client.SuspendAwareInstant;
import io.follow.gateway.component.streams.entry.StreamEntry;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Stands for the consumer of a pool whose jobs come from a test.
 *
 * @param escaped told what the task of a job has thrown
 * @param abandoned told which job was abandoned, and why
 */
record NoConsumer(BiConsumer<InFlight.Job, Throwable> escaped, BiConsumer<InFlight.Job, Throwable> abandoned)
        implements Dispatch {

    @Override
    public void toWorker(StreamEntry entry, SuspendAwareInstant asked) {
        throw new UnsupportedOperationException("no reader here");
    }

    @Override
    public WorkerPool.@Nullable Task begin(StreamEntry entry, SuspendAwareInstant asked) {
        return null;
    }

    @Override
    public void escaped(InFlight.Job job, Throwable failure) {
        escaped.accept(job, failure);
    }

    @Override
    public void cannotRead(Throwable failure) {
        throw new UnsupportedOperationException("no reader here");
    }

    @Override
    public void abandon(InFlight.Job job, Throwable failure) {
        job.giveUp();
        abandoned.accept(job, failure);
    }
}
