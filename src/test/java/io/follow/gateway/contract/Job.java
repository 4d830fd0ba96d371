package io.follow.gateway.contract;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** The fields of a job as a producer writes them. */
public record Job(Map<String, String> fields) {

    public Job {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /** A complete job for a raw JPEG, with an image id that no other test uses. */
    public static Job jpeg() {
        return of("image/jpeg", ".jpg");
    }

    public static Job png() {
        return of("image/png", ".png");
    }

    public static Job webp() {
        return of("image/webp", ".webp");
    }

    private static Job of(String contentType, String extension) {
        String image = "image-" + UUID.randomUUID();
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("image_id", image);
        fields.put("storage_key", "images/" + image + extension);
        fields.put("source_key", "raw/" + image + extension);
        fields.put("expected_content_type", contentType);
        return new Job(fields);
    }

    public Job with(String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(fields);
        changed.put(name, value);
        return new Job(changed);
    }

    public Job without(String name) {
        Map<String, String> changed = new LinkedHashMap<>(fields);
        changed.remove(name);
        return new Job(changed);
    }

    public String imageId() {
        return field("image_id");
    }

    public String sourceKey() {
        return fields.getOrDefault("source_key", field("storage_key"));
    }

    public String storageKey() {
        return field("storage_key");
    }

    private String field(String name) {
        String value = fields.get(name);
        if (value == null) {
            throw new IllegalStateException("this job has no " + name);
        }
        return value;
    }
}
