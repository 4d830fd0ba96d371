package io.follow.gateway.steps.pipeline;

import io.follow.gateway.component.streams.ValkeyStreamsConstants;
import io.follow.gateway.component.streams.entry.Delivery;
import io.follow.gateway.image.ImageFormat;
import io.follow.gateway.image.ImageHeader;
import io.follow.gateway.job.JobException;
import io.follow.gateway.job.OneLine;
import io.follow.gateway.operator.JobCounters;
import io.follow.gateway.operator.JobHistory;
import io.follow.gateway.operator.JobRun;
import io.follow.gateway.pipeline.PerPipeline;
import io.follow.gateway.pipeline.PipelineNaming;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** Logs and counts each finished job: its ids, the outcome, and the duration of each step. */
public final class LogJob {

    private static final Logger LOG = LoggerFactory.getLogger("io.follow.gateway.jobs");

    private final PerPipeline<JobCounters> counters;
    private final PerPipeline<JobHistory> history;
    private final Clock clock;

    public LogJob(PerPipeline<JobCounters> counters, PerPipeline<JobHistory> history, Clock clock) {
        this.counters = counters;
        this.history = history;
        this.clock = clock;
    }

    public void processed(Exchange exchange) {
        ImageWork work = WorkOwner.workOf(exchange);
        if (work == null || !isSettled(exchange)) {
            return;
        }
        Delivery delivery = Delivery.required(exchange);
        counters.of(delivery).processed(work.times().nanos());
        remember(delivery, work);
        ImageHeader header = work.source().header();
        EncodedImage encoded = work.encoded();
        about(delivery, work.imageJob().imageId().value(), "processed")
                .addKeyValue("storage_key", work.stored().key().value())
                .addKeyValue("file_size", encoded.bytes().length)
                .addKeyValue("content_type", encoded.options().format().contentType())
                .addKeyValue("original_content_type", header.format().contentType())
                .addKeyValue("original_size", work.source().size())
                .addKeyValue("original_width", header.orientedWidth())
                .addKeyValue("original_height", header.orientedHeight())
                .addKeyValue("processed_width", encoded.width())
                .addKeyValue("processed_height", encoded.height())
                .addKeyValue("duration_ms", work.times().totalMillis())
                .addKeyValue("stages_ms", work.times().millis())
                .log(
                        "job {} {} {} processed: {} {}x{} {} B -> {} {}x{} {} B at {}, {} ms ({})",
                        work.imageJob().id(),
                        PipelineNaming.of(delivery),
                        work.imageJob().imageId(),
                        name(header.format()),
                        header.orientedWidth(),
                        header.orientedHeight(),
                        work.source().size(),
                        name(encoded.options().format()),
                        encoded.width(),
                        encoded.height(),
                        encoded.bytes().length,
                        work.stored().key(),
                        work.times().totalMillis(),
                        work.times());
    }

    public void failed(Exchange exchange) {
        Delivery delivery = Delivery.required(exchange);
        JobException failure = Fail.failureOf(exchange);
        if (!isSettled(exchange)) {
            return;
        }
        counters.of(delivery).failed();
        remember(delivery, WorkOwner.workOf(exchange));
        String image = delivery.fields().get("image_id");
        String error = OneLine.of(String.valueOf(failure.getMessage()));
        about(delivery, image == null ? null : OneLine.of(image), "failed")
                .addKeyValue("error_code", failure.getCode().name())
                .addKeyValue("error_message", error)
                .addKeyValue("delivery_count", delivery.deliveryCount())
                .log(
                        "job {} {} {} failed: {} {} (delivery {})",
                        delivery.entryId(),
                        PipelineNaming.of(delivery),
                        image == null ? "-" : OneLine.of(image),
                        failure.getCode(),
                        error,
                        delivery.deliveryCount());
        Throwable cause = failure.getCause();
        if (cause != null) {
            LOG.debug("job {} failed by", delivery.entryId(), cause);
        }
    }

    /** Starts a log event with the attributes that all jobs have, named like the fields of results. */
    private static LoggingEventBuilder about(Delivery delivery, @Nullable String image, String status) {
        return LOG.atInfo()
                .addKeyValue("image_id", image)
                .addKeyValue("job_id", delivery.entryId())
                .addKeyValue("pipeline", PipelineNaming.of(delivery))
                .addKeyValue("status", status);
    }

    private void remember(Delivery delivery, @Nullable ImageWork work) {
        Instant now = clock.instant();
        Instant startedAt = work == null ? null : now.minusMillis(work.times().totalMillis());
        Map<String, Long> steps = work == null ? Map.of() : work.times().nanos();
        history.of(delivery).add(new JobRun(delivery.entryId(), delivery.deliveryCount(), startedAt, now, steps));
    }

    private static boolean isSettled(Exchange exchange) {
        Delivery delivery = Delivery.required(exchange);
        boolean settled = delivery.isSettledBy(exchange);
        if (!settled) {
            LOG.info(
                    "{} was not settled here: {}",
                    delivery,
                    exchange.getMessage().getHeader(ValkeyStreamsConstants.OUTCOME));
        }
        return settled;
    }

    private static String name(ImageFormat format) {
        return format.name().toLowerCase(Locale.ROOT);
    }
}
