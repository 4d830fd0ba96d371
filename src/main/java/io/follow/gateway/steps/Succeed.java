package io.follow.gateway.steps;

import io.follow.gateway.component.streams.Delivery;
import io.follow.gateway.component.streams.Settlement;
import io.follow.gateway.deadletter.DeadLetterKeys;
import io.follow.gateway.image.ImageHeader;
import io.follow.gateway.job.ImageJob;
import io.follow.gateway.job.JobResult;
import io.follow.gateway.job.Stage;
import io.follow.gateway.status.StageReporter;
import io.follow.gateway.status.StatusHash;
import java.time.Clock;
import org.apache.camel.Exchange;

/** Makes the result of a processed job, ready to be settled. */
public final class Succeed {

    private final StatusHash hashes;
    private final StageReporter stages;
    private final Clock clock;

    public Succeed(StatusHash hashes, StageReporter stages, Clock clock) {
        this.hashes = hashes;
        this.stages = stages;
        this.clock = clock;
    }

    /** The body becomes a {@link Settlement}: the result with status {@code processed}, and the stage {@code done}. */
    public Settlement withResult(Exchange exchange, ImageWork work) {
        ImageJob job = work.job();
        ImageHeader header = work.source().header();
        ImageWork.Encoded encoded = work.encoded();
        ImageWork.Stored stored = work.stored();
        JobResult result = new JobResult.Processed(
                job.imageId(),
                stored.key(),
                stored.object().sha256(),
                stored.object().etag(),
                stored.object().size(),
                encoded.options().format().contentType(),
                header.orientedWidth(),
                header.orientedHeight(),
                encoded.width(),
                encoded.height(),
                clock.instant(),
                job.id(),
                null);
        Delivery delivery = Delivery.required(exchange);
        stages.ended(delivery);
        return new Settlement(
                result.toFields(),
                null,
                hashes.at(job.imageId(), job.id().toString(), Stage.DONE),
                DeadLetterKeys.firstEntriesOf(delivery.stream()));
    }
}
