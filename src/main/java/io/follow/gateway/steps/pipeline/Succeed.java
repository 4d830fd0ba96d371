package io.follow.gateway.steps.pipeline;

import io.follow.gateway.component.streams.entry.AlsoWrite;
import io.follow.gateway.component.streams.entry.Delivery;
import io.follow.gateway.component.streams.entry.Settlement;
import io.follow.gateway.deadletter.DeadLetterKeys;
import io.follow.gateway.image.ImageHeader;
import io.follow.gateway.job.ErrorCode;
import io.follow.gateway.job.ImageId;
import io.follow.gateway.job.ImageJob;
import io.follow.gateway.job.JobException;
import io.follow.gateway.job.JobResult;
import io.follow.gateway.job.OriginalJobId;
import io.follow.gateway.job.Stage;
import io.follow.gateway.job.WireTime;
import io.follow.gateway.pipeline.PerPipeline;
import io.follow.gateway.status.StageReporter;
import io.follow.gateway.status.StatusHash;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;

/** Creates the settlement of a processed job. */
public final class Succeed {

    private final PerPipeline<StatusHash> hashes;
    private final StageReporter stages;
    private final Clock clock;

    public Succeed(PerPipeline<StatusHash> hashes, StageReporter stages, Clock clock) {
        this.hashes = hashes;
        this.stages = stages;
        this.clock = clock;
    }

    /** The body becomes a {@link Settlement} with a result of status {@code processed} and the stage {@code done}. */
    public Settlement withResult(Exchange exchange, ImageWork work) {
        ImageJob job = work.imageJob();
        ImageHeader header = work.source().header();
        EncodedImage encoded = work.encoded();
        StoredImage stored = work.stored();
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
                StoredRenditions.toJson(work),
                work.results().placeholder());
        return settled(exchange, job.imageId(), result.toFields());
    }

    /**
     * Like {@link #withResult}, for a route without image steps. The result has the given fields and those of every result,
     * which take precedence.
     *
     * @throws JobException {@link ErrorCode#INVALID_JOB} if the job has no valid image id
     */
    public Settlement withFields(Exchange exchange, Map<String, String> fields) throws JobException {
        Delivery delivery = Delivery.required(exchange);
        ImageId image = JobImage.required(exchange);
        Map<String, String> result = new LinkedHashMap<>(fields);
        result.put("image_id", image.value());
        result.put("status", "processed");
        result.put("processed_at", WireTime.format(clock.instant()));
        result.put("job_id", delivery.entryId());
        return settled(exchange, image, result);
    }

    private Settlement settled(Exchange exchange, ImageId image, Map<String, String> result) {
        Delivery delivery = Delivery.required(exchange);
        stages.ended(delivery);
        Map<String, String> fields = new LinkedHashMap<>(result);
        OriginalJobId.copy(delivery.fields(), fields);
        TraceParents.pass(exchange, fields);
        return new Settlement(
                fields,
                null,
                new AlsoWrite(
                        hashes.of(delivery).at(image, delivery.entryId(), Stage.DONE),
                        DeadLetterKeys.firstEntryRemoval(delivery)));
    }
}
