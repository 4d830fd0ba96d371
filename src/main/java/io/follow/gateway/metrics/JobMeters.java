package io.follow.gateway.metrics;

import io.follow.gateway.component.streams.entry.SettleOutcome;
import io.follow.gateway.component.streams.entry.Settlement;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The meters of the jobs of one pipeline. Thread-safe. */
public final class JobMeters {

    private final Counter processed;
    private final Counter failed;
    private final CodedCounters failures;
    private final Counter deadLettered;
    private final Counter redeliveries;
    private final Counter takeovers;
    private final Counter lastDeliveries;
    private final Counter published;
    private final Counter publishErrors;
    private final Timer publishDuration;
    private final DistributionSummary processedSize;

    /** Registers the meters, so that they exist before the first job. */
    public JobMeters(Meters meters, String pipeline) {
        Tags tags = Tags.of(Meters.PIPELINE, pipeline);
        this.processed = completed(meters, tags, "processed");
        this.failed = completed(meters, tags, "failed");
        this.failures = new CodedCounters(
                code -> meters.counter("pipeline.jobs.failed", "Failed jobs", tags.and("error_code", code)));
        this.deadLettered = meters.counter("pipeline.jobs.dead.lettered", "Jobs that became a dead letter", tags);
        this.redeliveries =
                meters.counter("pipeline.redeliveries", "Deliveries of a job after its first delivery", tags);
        this.takeovers = meters.counter("pipeline.takeovers", "Jobs claimed from an earlier delivery", tags);
        this.lastDeliveries = meters.counter(
                "pipeline.last.deliveries", "Deliveries that were the last allowed one of their job", tags);
        this.published = published(meters, tags, "success");
        this.publishErrors = published(meters, tags, "error");
        this.publishDuration =
                meters.timer("messaging.publish.duration", "Time to settle a job, including repeated attempts", tags);
        this.processedSize = meters.bytes("image.processed.size", "Sizes of processed images", tags);
        addThoseThatStayZero(meters, tags);
    }

    private static Counter completed(Meters meters, Tags tags, String status) {
        return meters.counter("pipeline.jobs.completed", "Jobs that ended", tags.and("status", status));
    }

    private static Counter published(Meters meters, Tags tags, String status) {
        return meters.counter(
                "messaging.publish", "Attempts to settle a job on the server", tags.and("status", status));
    }

    /**
     * Registers counters that stay 0, because jobs wait in the stream until a worker is free, and no job is dropped.
     */
    private static void addThoseThatStayZero(Meters meters, Tags tags) {
        meters.counter("pipeline.full.rejections", "Stays 0: jobs wait in the stream", tags);
        meters.counter(
                "pipeline.jobs.dropped",
                "Stays 0: no job is dropped",
                tags.and("stage", Meters.NONE, "reason", Meters.NONE));
        meters.counter("messaging.progress.retries", "Stays 0: progress is written once", tags);
    }

    void delivered(long deliveryCount, boolean takenOver, boolean last) {
        if (deliveryCount > 1) {
            redeliveries.increment();
        }
        if (takenOver) {
            takeovers.increment();
        }
        if (last) {
            lastDeliveries.increment();
        }
    }

    /** Records a settled job; returns the error code if the job failed, otherwise null. */
    @Nullable
    String settled(Settlement settlement, SettleOutcome outcome, long nanos) {
        publishDuration.record(nanos, TimeUnit.NANOSECONDS);
        published.increment();
        if (outcome != SettleOutcome.SETTLED) {
            return null;
        }
        Map<String, String> letter = settlement.deadLetter();
        if (letter != null) {
            deadLettered.increment();
        }
        String code = codeOf(settlement.result(), letter);
        if (code == null) {
            processed.increment();
            recordSize(settlement.result().get("file_size"));
        } else {
            failed.increment();
            failures.increment(code);
        }
        return code;
    }

    private static @Nullable String codeOf(Map<String, String> result, @Nullable Map<String, String> letter) {
        if ("failed".equals(result.get("status"))) {
            return result.getOrDefault("error_code", CodedCounters.OTHER);
        }
        // Without a usable image id, there is a dead letter but no result.
        return letter == null ? null : letter.getOrDefault("dlq_reason", CodedCounters.OTHER);
    }

    /** A custom route may write anything to this field. */
    private void recordSize(@Nullable String fileSize) {
        if (fileSize == null) {
            return;
        }
        try {
            processedSize.record((double) Long.parseLong(fileSize));
        } catch (NumberFormatException e) {
            // Not a size that can be recorded.
            return;
        }
    }

    void publishFailed() {
        publishErrors.increment();
    }
}
