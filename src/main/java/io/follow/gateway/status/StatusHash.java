package io.follow.gateway.status;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.follow.gateway.component.streams.entry.HashWrite;
import io.follow.gateway.job.ImageId;
import io.follow.gateway.job.JobException;
import io.follow.gateway.job.OneLine;
import io.follow.gateway.job.Stage;
import io.follow.gateway.job.WireTime;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes the status hash of an image and the event that is published with it. Safe for use by several threads. */
public final class StatusHash {

    /** The field that holds the id of the job's entry. */
    public static final String JOB_ID = "job_id";

    private final String keyPrefix;
    private final String channel;
    private final Duration life;
    private final Clock clock;
    private final ObjectMapper json;

    /**
     * @param keyPrefix what stands before the image id in the key
     * @param channel where every write is published
     * @param life how long the hash lives after its last write
     */
    public StatusHash(String keyPrefix, String channel, Duration life, Clock clock, ObjectMapper json) {
        this.keyPrefix = keyPrefix;
        this.channel = channel;
        this.life = life;
        this.clock = clock;
        this.json = json;
    }

    /** The key of an image's hash. */
    public String keyOf(ImageId image) {
        return keyPrefix + image.value();
    }

    /** The hash of an image whose job is about to enter the stream; it has no job id yet. */
    public HashWrite queued(ImageId image) {
        return hash(image, fields(Stage.QUEUED));
    }

    /** The hash of a job that has reached a stage. */
    public HashWrite at(ImageId image, String jobId, Stage stage) {
        return hash(image, fields(jobId, stage));
    }

    /** The hash of a job that failed. */
    public HashWrite failed(ImageId image, String jobId, JobException failure) {
        Map<String, String> fields = fields(jobId, Stage.FAILED);
        String message = OneLine.of(String.valueOf(failure.getMessage()));
        fields.put("error", message.isEmpty() ? failure.getCode().name() : message);
        fields.put("error_code", failure.getCode().name());
        return hash(image, fields);
    }

    private Map<String, String> fields(String jobId, Stage stage) {
        Map<String, String> fields = fields(stage);
        fields.put(JOB_ID, jobId);
        return fields;
    }

    private Map<String, String> fields(Stage stage) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("stage", stage.wireName());
        fields.put("progress", Integer.toString(stage.progress()));
        fields.put("updated_at", WireTime.format(clock.instant()));
        return fields;
    }

    private HashWrite hash(ImageId image, Map<String, String> fields) {
        Map<String, String> event = new LinkedHashMap<>();
        event.put("image_id", image.value());
        event.putAll(fields);
        return new HashWrite(keyOf(image), JOB_ID, fields, life, channel, asJson(event));
    }

    private String asJson(Map<String, String> event) {
        try {
            return json.writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of text can always be written as JSON", e);
        }
    }
}
