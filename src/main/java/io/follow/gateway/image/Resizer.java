package io.follow.gateway.image;

/** Makes pictures smaller. Safe for use by several threads. */
@FunctionalInterface
public interface Resizer {

    /**
     * Makes an upright sRGB copy. Never crops.
     *
     * @param size at most the picture's own in either direction
     */
    Picture resize(Picture picture, Size size) throws ImageException;

    /**
     * The same with {@code min(width, maxWidth)} columns; the height follows, see {@link #scaledHeight}.
     *
     * @param maxWidth in pixels, at least 1
     */
    default Picture resize(Picture picture, int maxWidth) throws ImageException {
        return resize(
                picture,
                Box.ofWidth(maxWidth)
                        .layout(new Size(picture.width(), picture.height()), Box.UNLIMITED, null)
                        .scaled());
    }

    /** Whether a copy of this size would have the pixels that are there, so that making it takes no time. */
    default boolean keeps(Picture picture, Size size) {
        return false;
    }

    /** {@code round(height × newWidth / width)}, halves up, at least 1. */
    static int scaledHeight(int width, int height, int newWidth) {
        return (int) Math.max(1, (2L * height * newWidth + width) / (2L * width));
    }
}
