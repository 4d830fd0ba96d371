package io.follow.gateway.job;

import io.follow.gateway.image.Placeholder;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The one result of a job. */
public sealed interface JobResult {

    /**
     * The image the job was about.
     *
     * @return its id
     */
    ImageId imageId();

    /**
     * The job that ended.
     *
     * @return its id
     */
    JobId jobId();

    /**
     * The fields of the entry in the result stream.
     *
     * @return a new map in the order of the wire contract
     */
    Map<String, String> toFields();

    /**
     * The image is in the target store.
     *
     * @param imageId         the image
     * @param storageKey      where it is stored, its extension adapted
     * @param sha256          64 lower-case hexadecimal digits of the stored bytes
     * @param etag            the store's own tag for the bytes
     * @param fileSize        bytes stored
     * @param contentType     of the stored image
     * @param originalWidth   pixels of the raw image, after its orientation was applied
     * @param originalHeight  likewise
     * @param processedWidth  pixels of the stored image
     * @param processedHeight likewise
     * @param processedAt     when it was stored
     * @param jobId           the job
     * @param renditions      the JSON list of further sizes, or null if none were requested
     * @param placeholder     what to show until the image has loaded, or null if the pipeline has no such step
     */
    record Processed(
            ImageId imageId,
            StorageKey storageKey,
            String sha256,
            String etag,
            long fileSize,
            String contentType,
            int originalWidth,
            int originalHeight,
            int processedWidth,
            int processedHeight,
            Instant processedAt,
            JobId jobId,
            @Nullable String renditions,
            @Nullable Placeholder placeholder)
            implements JobResult {

        @Override
        public Map<String, String> toFields() {
            Map<String, String> fields = new LinkedHashMap<>();
            fields.put("image_id", imageId.value());
            fields.put("status", "processed");
            fields.put("storage_key", storageKey.value());
            fields.put("sha256", sha256);
            fields.put("etag", etag);
            fields.put("file_size", Long.toString(fileSize));
            fields.put("content_type", contentType);
            fields.put("original_width", Integer.toString(originalWidth));
            fields.put("original_height", Integer.toString(originalHeight));
            fields.put("processed_width", Integer.toString(processedWidth));
            fields.put("processed_height", Integer.toString(processedHeight));
            fields.put("processed_at", WireTime.format(processedAt));
            fields.put("job_id", jobId.toString());
            if (renditions != null) {
                fields.put("renditions", renditions);
            }
            if (placeholder != null) {
                fields.put("placeholder", placeholder.thumbHash());
                fields.put("dominant_colour", placeholder.dominantColour().hex());
            }
            return fields;
        }
    }

    /**
     * The job ended without an image.
     *
     * @param imageId  the image
     * @param code     why
     * @param message  what was found and what was expected; reduced to one line of at most 500 UTF-16 units, or the
     *     code if nothing is left
     * @param failedAt when
     * @param jobId    the job
     */
    record Failed(ImageId imageId, FailureCode code, String message, Instant failedAt, JobId jobId)
            implements JobResult {

        /** Puts the message on one line. */
        public Failed {
            message = oneLine(code, message);
        }

        @Override
        public Map<String, String> toFields() {
            Map<String, String> fields = new LinkedHashMap<>();
            fields.put("image_id", imageId.value());
            fields.put("status", "failed");
            fields.put("error_code", code.name());
            fields.put("error_message", message);
            fields.put("failed_at", WireTime.format(failedAt));
            fields.put("job_id", jobId.toString());
            return fields;
        }
    }

    /** The message as a line, never empty. */
    private static String oneLine(FailureCode code, String message) {
        String line = OneLine.of(message);
        return line.isEmpty() ? code.name() : line;
    }
}
