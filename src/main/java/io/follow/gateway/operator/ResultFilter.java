package io.follow.gateway.operator;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which results are meant. What is null admits all.
 *
 * @param image a part of the image id
 * @param status {@code processed} or {@code failed}
 * @param code the error code
 */
public record ResultFilter(@Nullable String image, @Nullable String status, @Nullable String code) {

    boolean admits(Map<String, String> fields) {
        return (image == null || fields.getOrDefault("image_id", "").contains(image))
                && (status == null || status.equals(fields.get("status")))
                && (code == null || code.equals(fields.get("error_code")));
    }
}
