package io.follow.gateway.live;

import io.follow.gateway.job.JobId;
import io.follow.gateway.job.Stage;
import java.util.HashMap;
import java.util.Map;

/** Status hashes, events and results as gateways write them. */
final class Fields {

    private Fields() {}

    /** The status hash of a job. */
    static Map<String, String> hash(String jobId, Stage stage) {
        Map<String, String> hash = new HashMap<>(hash(stage));
        hash.put("job_id", jobId);
        return hash;
    }

    /** The status hash before there is a job id. */
    static Map<String, String> hash(Stage stage) {
        return Map.of(
                "stage", stage.wireName(),
                "progress", Integer.toString(stage.progress()),
                "updated_at", "2026-02-24T10:00:00.000Z");
    }

    /** The event that is published with a status hash. */
    static Map<String, String> event(String image, Map<String, String> hash) {
        Map<String, String> event = new HashMap<>(hash);
        event.put("image_id", image);
        return event;
    }

    static Map<String, String> processed(String image, String jobId) {
        return Map.of(
                "image_id", image,
                "status", "processed",
                "file_size", "1234",
                "processed_at", "2026-02-24T10:00:00.000Z",
                "job_id", jobId);
    }

    static Map<String, String> failed(String image, String jobId) {
        return Map.of(
                "image_id", image,
                "status", "failed",
                "error_code", "DECODE_FAILED",
                "error_message", "pixels are missing",
                "failed_at", "2026-02-24T10:00:00.000Z",
                "job_id", jobId);
    }

    static ImageState state(String jobId, Stage stage) {
        return new ImageState(JobId.parse(jobId), stage, hash(jobId, stage));
    }

    static ImageState stateWithoutJob(Stage stage) {
        return new ImageState(null, stage, hash(stage));
    }
}
