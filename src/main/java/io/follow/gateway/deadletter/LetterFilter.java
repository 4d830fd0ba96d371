package io.follow.gateway.deadletter;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which dead letters are meant. What is null admits all.
 *
 * @param reason the field {@code dlq_reason}
 * @param image a part of the image id
 */
public record LetterFilter(@Nullable String reason, @Nullable String image) {

    /** All of them. */
    public static final LetterFilter ALL = new LetterFilter(null, null);

    boolean admits(Map<String, String> fields) {
        return (reason == null || reason.equals(fields.getOrDefault("dlq_reason", "")))
                && (image == null || fields.getOrDefault("image_id", "").contains(image));
    }
}
