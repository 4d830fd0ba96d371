package io.follow.gateway.live;

import io.follow.gateway.job.ErrorCode;
import io.follow.gateway.job.ImageId;
import io.follow.gateway.job.JobId;
import io.follow.gateway.job.Stage;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The progress of a job at one point in time.
 *
 * @param job the job; null before it is in the stream
 * @param stage its stage
 * @param fields the status hash
 */
record ImageState(@Nullable JobId job, Stage stage, Map<String, String> fields) {

    /** Parses a status hash, or an event, which has the same fields; empty if its stage is unknown. */
    static Optional<ImageState> of(Map<String, String> fields) {
        return Stream.of(Stage.values())
                .filter(stage -> stage.wireName().equals(fields.get("stage")))
                .findFirst()
                .map(stage -> new ImageState(job(fields).orElse(null), stage, fields));
    }

    /** The final state of a job, derived from its result. */
    static Optional<ImageState> ofResult(Map<String, String> result) {
        return job(result).map(job -> {
            Stage stage = "processed".equals(result.get("status")) ? Stage.DONE : Stage.FAILED;
            Map<String, String> fields = new LinkedHashMap<>();
            fields.put("stage", stage.wireName());
            fields.put("progress", Integer.toString(stage.progress()));
            fields.put("updated_at", result.getOrDefault(stage == Stage.DONE ? "processed_at" : "failed_at", ""));
            fields.put("job_id", job.toString());
            if (stage == Stage.FAILED) {
                fields.put("error", result.getOrDefault("error_message", ""));
                fields.put("error_code", result.getOrDefault("error_code", ErrorCode.PROCESS_FAILED.name()));
            }
            return new ImageState(job, stage, fields);
        });
    }

    /** The event while the job is in progress. */
    LiveEvent asProgress(ImageId image) {
        return event(LiveEvent.Kind.IMAGE_PROGRESS, image, Map.of());
    }

    /** The final event of a job, with the fields of its result; these are empty if the result no longer exists. */
    LiveEvent asEnding(ImageId image, Map<String, String> result) {
        return event(stage == Stage.DONE ? LiveEvent.Kind.IMAGE_PROCESSED : LiveEvent.Kind.IMAGE_FAILED, image, result);
    }

    private LiveEvent event(LiveEvent.Kind kind, ImageId image, Map<String, String> result) {
        Map<String, String> data = new LinkedHashMap<>();
        data.put("image_id", image.value());
        data.putAll(fields);
        result.forEach(data::putIfAbsent);
        return new LiveEvent(kind, data);
    }

    private static Optional<JobId> job(Map<String, String> fields) {
        try {
            return Optional.ofNullable(fields.get("job_id")).map(JobId::parse);
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }
}
