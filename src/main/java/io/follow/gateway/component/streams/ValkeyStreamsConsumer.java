package io.follow.gateway.component.streams;

import io.follow.gateway.component.streams.client.ServerFailure;
import io.follow.gateway.component.streams.client.SuspendAwareInstant;
import io.follow.gateway.component.streams.entry.Acknowledge;
import io.follow.gateway.component.streams.entry.Delivery;
import io.follow.gateway.component.streams.entry.Settlement;
import io.follow.gateway.component.streams.entry.StreamEntry;
import io.follow.gateway.component.streams.read.ConsumerGroup;
import io.follow.gateway.component.streams.read.Dispatch;
import io.follow.gateway.component.streams.read.Heartbeat;
import io.follow.gateway.component.streams.read.InFlight;
import io.follow.gateway.component.streams.read.StreamReader;
import io.follow.gateway.component.streams.read.WorkerPool;
import io.follow.gateway.component.streams.write.Settler;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.Processor;
import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.Suspendable;
import org.apache.camel.spi.ShutdownAware;
import org.apache.camel.support.DefaultConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Consumes a stream through a consumer group. This class turns entries into exchanges and handles completed exchanges;
 * its parts do the rest: {@link StreamReader} reads entries, {@link WorkerPool} runs exchanges, {@link Heartbeat}
 * renews leases, {@link Settler} ends entries.
 */
public class ValkeyStreamsConsumer extends DefaultConsumer implements Suspendable, ShutdownAware {

    private static final Logger LOG = LoggerFactory.getLogger(ValkeyStreamsConsumer.class);

    private final ValkeyStreamsConfiguration configuration;
    private final JobFactory jobs;
    private final Settler settler;
    private final InFlight inFlight = new InFlight();
    private final GivenUpJobs givenUp = new GivenUpJobs(this, inFlight);

    /** Set by Camel's start and stop, read by worker threads. */
    private volatile @Nullable ConsumerRuntime parts;

    ValkeyStreamsConsumer(ValkeyStreamsEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.configuration = endpoint.getConfiguration();
        this.jobs = new JobFactory(this, configuration);
        this.settler = new Settler(endpoint.connections(), endpoint.deliveryListener());
    }

    @Override
    public ValkeyStreamsEndpoint getEndpoint() {
        return (ValkeyStreamsEndpoint) super.getEndpoint();
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        ConsumerRuntime started =
                new ConsumerRuntime(this, ConsumerNames.nameOf(configuration), inFlight, new ToRoute());
        parts = started;
        started.start();
    }

    /** Returns the prefix of the ids of its health checks. */
    String checkId() {
        return getRouteId();
    }

    /** Turns entries into exchanges; called by the reader and by workers. */
    private final class ToRoute implements Dispatch {

        @Override
        public void toWorker(StreamEntry entry, SuspendAwareInstant asked) {
            InFlight.Job job = newJob(entry, asked);
            boolean handedOn = false;
            try {
                Objects.requireNonNull(parts).workers().execute(job, () -> run(job));
                handedOn = true;
            } finally {
                if (!handedOn) {
                    inFlight.removeUnsettled(job);
                }
            }
        }

        @Override
        public WorkerPool.@Nullable Task begin(StreamEntry entry, SuspendAwareInstant asked) {
            if (inFlight.get(entry.id()) != null) {
                return null;
            }
            InFlight.Job job = newJob(entry, asked);
            return new WorkerPool.Task(job, () -> run(job));
        }

        @Override
        public void escaped(InFlight.Job job, Throwable failure) {
            ValkeyStreamsConsumer.this.escaped(job, failure);
        }

        @Override
        public void abandon(InFlight.Job job, Throwable failure) {
            givenUp.abandon(job, failure);
        }

        /** The reader has logged it: Camel's default handler would only log it again, with a stack trace. */
        @Override
        public void cannotRead(Throwable failure) {
            if (getEndpoint().isBridgeErrorHandler() || getEndpoint().getExceptionHandler() != null) {
                getExceptionHandler().handleException("cannot read from " + configuration.getStream(), failure);
            }
        }
    }

    private InFlight.Job newJob(StreamEntry entry, SuspendAwareInstant asked) {
        ConsumerRuntime running = Objects.requireNonNull(parts, "the consumer is not started");
        InFlight.Job job = jobs.of(entry, running.group().consumer(), asked);
        inFlight.add(job);
        return job;
    }

    /** Creates another exchange for a delivery, which is not in flight yet. */
    InFlight.Job newJob(Delivery delivery) {
        return jobs.of(delivery);
    }

    void run(InFlight.Job job) {
        getAsyncProcessor().process(job.exchange(), doneSync -> completed(job));
    }

    /** Ends a job whose run has thrown past Camel. */
    void escaped(InFlight.Job job, Throwable failure) {
        job.exchange().setException(failure);
        completed(job);
    }

    GivenUpJobs givenUp() {
        return givenUp;
    }

    void wakeReader() {
        ConsumerRuntime running = parts;
        if (running != null) {
            running.reader().wake();
        }
    }

    private void completed(InFlight.Job job) {
        if (!job.complete()) {
            givenUp.completedLate(job);
            return;
        }
        Delivery delivery = job.delivery();
        try {
            if (delivery.isHeld() && (job.isReleased() || delivery.isGivenBack())) {
                handOver(delivery);
            } else if (delivery.isHeld()
                    && configuration.getAcknowledge() == Acknowledge.COMPLETION
                    && !job.exchange().isFailed()) {
                settler.settle(delivery, Settler.Targets.NONE, new Settlement(Map.of(), null));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (delivery.isHeld()) {
            LOG.warn("{} ended without being settled; it is redelivered after the claim idle time", delivery);
            inFlight.removeUnsettled(job);
        } else {
            inFlight.remove(job);
        }
        releaseExchange(job.exchange(), false);
        wakeReader();
    }

    private void handOver(Delivery delivery) throws InterruptedException {
        try {
            ConsumerGroup group = new ConsumerGroup(
                    getEndpoint().connections(), delivery.stream(), delivery.group(), delivery.consumer());
            group.handOver(configuration.getMinIdleTime(), List.of(delivery));
            delivery.lost();
        } catch (RuntimeException e) {
            LOG.debug("{} not handed over: {}", delivery, ServerFailure.describe(e));
        }
    }

    @Override
    protected void doSuspend() throws Exception {
        super.doSuspend();
        ConsumerRuntime running = parts;
        if (running != null) {
            running.suspend();
        }
    }

    @Override
    protected void doResume() throws Exception {
        ConsumerRuntime running = parts;
        if (running != null) {
            running.resume();
        }
        super.doResume();
    }

    @Override
    protected void doStop() throws Exception {
        ConsumerRuntime running = parts;
        if (running != null) {
            running.stop();
            parts = null;
        }
        super.doStop();
    }

    @Override
    public boolean deferShutdown(ShutdownRunningTask shutdownRunningTask) {
        return false;
    }

    @Override
    public int getPendingExchangesSize() {
        return inFlight.size();
    }

    /** Returns the number of jobs in flight that are on their last allowed delivery. */
    public int jobsOnLastDelivery() {
        return inFlight.onesAlone();
    }

    @Override
    public void prepareShutdown(boolean suspendOnly, boolean forced) {
        // Suspending has already stopped the reading and released what waits.
    }
}
