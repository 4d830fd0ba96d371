package io.follow.gateway.contract;

import io.follow.gateway.job.JobResult;
import io.lettuce.core.api.sync.RedisCommands;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes to the server what another gateway writes, step by step. */
record SimulatedGateway(RedisCommands<String, String> commands) {

    /** Writes and publishes a stage of a job. */
    void reaches(String image, String jobId, String stage, int progress) {
        Map<String, String> hash = new LinkedHashMap<>();
        hash.put("stage", stage);
        hash.put("progress", Integer.toString(progress));
        hash.put("updated_at", "2026-02-24T10:00:00.000Z");
        hash.put("job_id", jobId);
        write(image, hash);
    }

    /** Writes and publishes {@code queued}, as a producer does before it adds a job. */
    void queues(String image) {
        Map<String, String> hash = new LinkedHashMap<>();
        hash.put("stage", "queued");
        hash.put("progress", "0");
        hash.put("updated_at", "2026-02-24T10:00:00.000Z");
        write(image, hash);
    }

    /** Ends a job with a result. */
    void ends(String image, String jobId) {
        commands.xadd(JobClient.RESULT, result(image, jobId));
        reaches(image, jobId, "done", 100);
    }

    /** The fields of {@link JobResult} that these tests use. */
    static Map<String, String> result(String image, String jobId) {
        Map<String, String> result = new LinkedHashMap<>();
        result.put("image_id", image);
        result.put("status", "processed");
        result.put("storage_key", "images/" + image + ".webp");
        result.put("file_size", "1234");
        result.put("processed_at", "2026-02-24T10:00:00.000Z");
        result.put("job_id", jobId);
        return result;
    }

    private void write(String image, Map<String, String> hash) {
        String key = JobClient.STATUS + image;
        commands.del(key);
        commands.hset(key, hash);
        Map<String, String> event = new LinkedHashMap<>();
        event.put("image_id", image);
        event.putAll(hash);
        StringBuilder json = new StringBuilder();
        event.forEach((name, value) -> json.append(json.isEmpty() ? "{\"" : ",\"")
                .append(name)
                .append("\":\"")
                .append(value)
                .append('"'));
        commands.publish(JobClient.EVENTS, json.append('}').toString());
    }
}
