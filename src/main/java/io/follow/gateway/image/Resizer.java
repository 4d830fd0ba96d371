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

    /** {@code round(height × newWidth / width)}, halves up, at least 1. */
    static int scaledHeight(int width, int height, int newWidth) {
        return (int) Math.max(1, (2L * height * newWidth + width) / (2L * width));
    }
}
