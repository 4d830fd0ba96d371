package io.follow.gateway.steps.pipeline;

import io.follow.gateway.component.streams.entry.AlsoWrite;
import io.follow.gateway.component.streams.entry.Delivery;
import io.follow.gateway.component.streams.entry.HashWrite;
import io.follow.gateway.component.streams.entry.Settlement;
import io.follow.gateway.deadletter.DeadLetterKeys;
import io.follow.gateway.job.DeadLetter;
import io.follow.gateway.job.ImageId;
import io.follow.gateway.job.JobException;
import io.follow.gateway.job.JobId;
import io.follow.gateway.job.JobResult;
import io.follow.gateway.job.OriginalJobId;
import io.follow.gateway.pipeline.PerPipeline;
import io.follow.gateway.status.StageReporter;
import io.follow.gateway.status.StatusHash;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** Creates the settlement of a failed job. Without a valid image id it contains no result. */
public final class Fail {

    private final PerPipeline<StatusHash> hashes;
    private final StageReporter stages;
    private final Clock clock;

    public Fail(PerPipeline<StatusHash> hashes, StageReporter stages, Clock clock) {
        this.hashes = hashes;
        this.stages = stages;
        this.clock = clock;
    }

    /** The body becomes a {@link Settlement} with a result of status {@code failed} and the stage {@code failed}. */
    public Settlement withResult(Exchange exchange) {
        return settlement(exchange, false);
    }

    /** Like {@link #withResult}, with a dead letter. */
    public Settlement withDeadLetter(Exchange exchange) {
        return settlement(exchange, true);
    }

    private Settlement settlement(Exchange exchange, boolean deadLetter) {
        Delivery delivery = Delivery.required(exchange);
        JobException failure = failureOf(exchange);
        Instant now = clock.instant();
        stages.ended(delivery);
        Optional<ImageId> image = JobImage.ifUsable(exchange);
        Map<String, String> result =
                image.map(id -> resultOf(exchange, id, delivery, failure, now)).orElse(Map.of());
        @Nullable
        HashWrite state = image.map(id -> hashes.of(delivery).failed(id, delivery.entryId(), failure))
                .orElse(null);
        boolean kept = deadLetter || result.isEmpty();
        return new Settlement(
                result,
                kept ? deadLetterOf(delivery, failure, now) : null,
                new AlsoWrite(state, DeadLetterKeys.firstEntryRemoval(delivery)));
    }

    private static Map<String, String> resultOf(
            Exchange exchange, ImageId image, Delivery delivery, JobException failure, Instant now) {
        Map<String, String> result = new JobResult.Failed(
                        image,
                        failure.getCode(),
                        String.valueOf(failure.getMessage()),
                        now,
                        JobId.parse(delivery.entryId()))
                .toFields();
        OriginalJobId.copy(delivery.fields(), result);
        TraceParents.pass(exchange, result);
        return result;
    }

    /** Only the additional fields: the server copies the original ones, so that they remain verbatim. */
    private static Map<String, String> deadLetterOf(Delivery delivery, JobException failure, Instant now) {
        return new DeadLetter(
                        Map.of(),
                        failure.getCode(),
                        String.valueOf(failure.getMessage()),
                        delivery.deliveryCount(),
                        now,
                        delivery.stream(),
                        JobId.parse(delivery.entryId()),
                        delivery.consumer())
                .toFields();
    }

    static JobException failureOf(Exchange exchange) {
        Throwable caught = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        return JobFailure.of(caught == null ? new IllegalStateException("no failure") : caught);
    }
}
