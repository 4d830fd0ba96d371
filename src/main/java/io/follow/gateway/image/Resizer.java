package io.follow.gateway.image;

/** Makes pictures smaller. Safe for use by several threads. */
public interface Resizer {

    /**
     * Makes an upright sRGB copy that is {@code min(width, maxWidth)} wide; the height follows, see
     * {@link #scaledHeight}. Never crops, never enlarges.
     *
     * @param maxWidth in pixels, at least 1
     */
    Picture resize(Picture picture, int maxWidth) throws ImageException;

    /** Whether a copy of this width would have the pixels that are there, so that making it takes no time. */
    default boolean keeps(Picture picture, int maxWidth) {
        return false;
    }

    /** {@code round(height × newWidth / width)}, halves up, at least 1. */
    static int scaledHeight(int width, int height, int newWidth) {
        return (int) Math.max(1, (2L * height * newWidth + width) / (2L * width));
    }
}
