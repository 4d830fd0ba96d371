package io.follow.gateway.job;

import java.util.regex.Pattern;

/**
 * The name that a producer gives an image.
 *
 * @param value 1 to 128 characters of {@code [A-Za-z0-9._-]}, not {@code .} or {@code ..}
 */
public record ImageId(String value) {

    private static final String RULE = "1 to 128 characters of [A-Za-z0-9._-], not . or ..";
    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9._-]{1,128}");

    /**
     * Keeps the rule.
     *
     * @throws IllegalArgumentException when the value breaks it
     */
    public ImageId {
        if (!isUsable(value)) {
            throw new IllegalArgumentException("image_id \"" + OneLine.of(value) + "\" is not " + RULE);
        }
    }

    /**
     * Parses an untrusted id.
     *
     * @param value the text of the field {@code image_id}
     * @return the id
     * @throws JobException {@link ErrorCode#INVALID_JOB} when the value breaks the rule
     */
    public static ImageId of(String value) throws JobException {
        if (!isUsable(value)) {
            throw new JobException(ErrorCode.INVALID_JOB, "image_id is not " + RULE);
        }
        return new ImageId(value);
    }

    public static boolean isUsable(String value) {
        return ALLOWED.matcher(value).matches() && !value.equals(".") && !value.equals("..");
    }

    /** The bare id. */
    @Override
    public String toString() {
        return value;
    }
}
