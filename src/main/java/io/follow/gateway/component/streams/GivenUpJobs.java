package io.follow.gateway.component.streams;

import io.follow.gateway.component.streams.read.InFlight;
import org.apache.camel.CamelContext;
import org.apache.camel.support.UnitOfWorkHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends the jobs of a consumer whose exchanges complete late or never, so that nothing waits for them. */
final class GivenUpJobs {

    private static final Logger LOG = LoggerFactory.getLogger(GivenUpJobs.class);

    private final ValkeyStreamsConsumer consumer;
    private final InFlight inFlight;

    GivenUpJobs(ValkeyStreamsConsumer consumer, InFlight inFlight) {
        this.consumer = consumer;
        this.inFlight = inFlight;
    }

    /**
     * Abandons a job whose exchange was lost: it will never be completed. A late completion is accepted until another
     * consumer claims the entry.
     *
     * @param millis how long no worker has had the job
     */
    void forsaken(InFlight.Job job, long millis) {
        if (!giveUp(job)) {
            return;
        }
        LOG.warn(
                "{}: no worker has had this job for {} s; it is abandoned, and redelivered after the claim idle time",
                job.delivery(),
                millis / 1000);
        inFlight.removeUnsettled(job);
        UnitOfWorkHelper.doneUow(job.exchange().getUnitOfWork(), job.exchange());
        consumer.wakeReader();
    }

    /**
     * Ends a job whose worker does not return from a step: a second exchange of the same delivery fails in the route,
     * and the route's error handler determines the outcome. Runs on a separate thread, because settling waits for the
     * server and all workers may hang; there are never more of these threads than workers that hang.
     */
    void abandon(InFlight.Job job, Throwable failure) {
        // Created here, so that the caller notices a lack of memory.
        InFlight.Job substitute = consumer.newJob(job.delivery());
        RefusedExchange.refuse(substitute.exchange(), failure);
        camel().getExecutorServiceManager()
                .newThread("valkey-streams-abandoned", () -> substitute(job, substitute, failure))
                .start();
    }

    private void substitute(InFlight.Job job, InFlight.Job substitute, Throwable failure) {
        if (!giveUp(job)) {
            return;
        }
        inFlight.add(substitute);
        substitute.taken();
        try {
            LOG.warn(
                    "{}: a step hangs; the job fails, and its worker is lost until the process restarts: {}",
                    job.delivery(),
                    failure.getMessage());
            consumer.run(substitute);
        } catch (Throwable e) {
            consumer.escaped(substitute, e);
        } finally {
            substitute.left();
        }
    }

    /** False when the job has ended already. */
    private boolean giveUp(InFlight.Job job) {
        boolean first = job.giveUp();
        if (first) {
            // A shutdown waits for the exchanges that Camel counts.
            camel().getInflightRepository().remove(job.exchange(), consumer.getRouteId());
        }
        return first;
    }

    /** Reports the completion of an exchange whose job had already ended. */
    void completedLate(InFlight.Job job) {
        if (job.isGivenUp()) {
            // Camel has counted it out a second time.
            camel().getInflightRepository().add(job.exchange(), consumer.getRouteId());
        }
    }

    private CamelContext camel() {
        return consumer.getEndpoint().getCamelContext();
    }
}
