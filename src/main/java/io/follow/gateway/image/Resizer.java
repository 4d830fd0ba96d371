package io.follow.gateway.image;

/** Scales pictures down. Thread-safe. */
@FunctionalInterface
public interface Resizer {

    /**
     * Creates an upright sRGB copy. Never crops.
     *
     * @param size at most the size of the picture in each dimension
     */
    Picture resize(Picture picture, Size size) throws ImageException;

    /**
     * Creates a copy of width {@code min(width, maxWidth)}; the height follows, see {@link #scaledHeight}.
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

    /** Whether a copy of this size has the same pixels, so that creating it costs nothing. */
    default boolean keeps(Picture picture, Size size) {
        return false;
    }

    /** {@code round(height × newWidth / width)}, halves up, at least 1. */
    static int scaledHeight(int width, int height, int newWidth) {
        return (int) Math.max(1, (2L * height * newWidth + width) / (2L * width));
    }
}
