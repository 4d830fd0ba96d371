package io.follow.gateway.steps.intake;

import io.follow.gateway.component.streams.entry.Delivery;
import io.follow.gateway.component.streams.entry.Settlement;
import io.follow.gateway.intake.DelayedRemovals;
import io.follow.gateway.intake.OwnedSources;
import io.follow.gateway.intake.SourceSweep;
import io.follow.gateway.job.JobException;
import io.follow.gateway.pipeline.Pipeline;
import io.follow.gateway.pipeline.PipelineNaming;
import io.follow.gateway.pipeline.Pipelines;
import io.follow.gateway.storage.Stores;
import io.lettuce.core.RedisException;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes raw images that the gateway stored itself, once they are no longer needed. Sources named by jobs remain. */
public final class RemoveSource {

    private static final Logger LOG = LoggerFactory.getLogger(RemoveSource.class);

    private final Stores stores;
    private final OwnedSources sources;
    private final DelayedRemovals later;
    private final SourceSweep sweep;
    private final Pipelines pipelines;

    public RemoveSource(
            Stores stores, OwnedSources sources, DelayedRemovals later, SourceSweep sweep, Pipelines pipelines) {
        this.stores = stores;
        this.sources = sources;
        this.later = later;
        this.sweep = sweep;
        this.pipelines = pipelines;
    }

    /** Does {@link #ofEnded(Exchange, String)} with the source store of the job's pipeline. */
    public void ofEnded(Exchange exchange) {
        pipelines
                .find(PipelineNaming.of(Delivery.required(exchange)))
                .ifPresent(pipeline -> ofEnded(exchange, pipeline.source()));
    }

    /**
     * Removes the source of a job that was settled here, unless it became a dead letter. The removal is delayed,
     * because a promoted replica may not know that the job has ended. A failure does not affect the job: the source is
     * swept later.
     *
     * @param store the store of the source
     */
    public void ofEnded(Exchange exchange, String store) {
        Delivery delivery = Delivery.required(exchange);
        if (!delivery.isSettledBy(exchange)
                || (exchange.getMessage().getBody() instanceof Settlement settled && settled.deadLetter() != null)) {
            return;
        }
        String source = delivery.fields().get("source_key");
        if (source == null || !sources.mayBeOwned(source)) {
            return;
        }
        String stream = delivery.stream();
        String entry = delivery.entryId();
        if (!later.add(() -> remove(stream, entry, source, store))) {
            LOG.debug("the source of job {} stays until it is swept: too many wait", entry);
        }
    }

    private void remove(String stream, String entry, String source, String store) {
        try {
            sources.remove(stream, entry, source, stores.open(store));
        } catch (JobException | RedisException e) {
            LOG.warn("the source of job {} stays until it is swept: {}", entry, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Removes old raw images that belong to no job, for example after a crash, of each pipeline whose jobs are read here: the
     * store is shared, and the other processes may not look at the jobs.
     */
    public void orphans() throws InterruptedException {
        for (Pipeline pipeline : pipelines.reading()) {
            try {
                orphans(
                        pipeline.source(),
                        pipeline.keys().process(),
                        pipeline.keys().deadLetter());
            } catch (JobException | RuntimeException e) {
                // A store of one pipeline does not keep those of others from being swept.
                LOG.debug("the raw images of {} are not swept: {}", pipeline.name(), e.getMessage());
            }
        }
    }

    /**
     * Removes old raw images that belong to no job, for example after a crash.
     *
     * @param store   the store of the raw images
     * @param stream  the stream of the jobs
     * @param letters the stream of their dead letters
     */
    public void orphans(String store, String stream, String letters) throws JobException, InterruptedException {
        int removed = sweep.sweep(stores.open(store), stream, letters);
        if (removed > 0) {
            LOG.info("{} orphaned raw images were removed", removed);
        }
    }
}
