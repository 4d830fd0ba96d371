package io.follow.gateway.metrics;

import io.follow.gateway.component.streams.entry.Delivery;
import io.follow.gateway.component.streams.entry.DeliveryListener;
import io.follow.gateway.component.streams.entry.SettleOutcome;
import io.follow.gateway.component.streams.entry.Settlement;
import io.follow.gateway.pipeline.PerPipeline;
import io.follow.gateway.pipeline.PipelineNaming;

/** Counts the deliveries and outcomes of jobs. The results that webhooks read are not counted here. Thread-safe. */
public final class DeliveryMeters implements DeliveryListener {

    private final PerPipeline<JobMeters> jobs;
    private final TokenMeters tokens;
    private final String imageJobs;

    /**
     * @param imageJobs the stream of the pipeline {@value PipelineNaming#IMAGE}, whose consumer need not set the option
     *     {@code pipeline}
     */
    public DeliveryMeters(PerPipeline<JobMeters> jobs, TokenMeters tokens, String imageJobs) {
        this.jobs = jobs;
        this.tokens = tokens;
        this.imageJobs = imageJobs;
    }

    @Override
    public void delivered(Delivery delivery, boolean takenOver, boolean last) {
        if (isJob(delivery)) {
            jobs.of(delivery).delivered(delivery.deliveryCount(), takenOver, last);
        }
    }

    @Override
    public void settled(Delivery delivery, Settlement settlement, SettleOutcome outcome, long nanos) {
        if (isJob(delivery)) {
            String failure = jobs.of(delivery).settled(settlement, outcome, nanos);
            if (failure != null) {
                tokens.failed(failure);
            }
        }
    }

    @Override
    public void settleFailed(Delivery delivery) {
        if (isJob(delivery)) {
            jobs.of(delivery).publishFailed();
        }
    }

    private boolean isJob(Delivery delivery) {
        return delivery.destinations().pipeline() == null
                ? delivery.stream().equals(imageJobs)
                : delivery.destinations().resultStream() != null;
    }
}
