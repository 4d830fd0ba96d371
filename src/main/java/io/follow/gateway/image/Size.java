package io.follow.gateway.image;

/**
 * The width and height of a rendition.
 *
 * @param width in pixels, at least 1
 * @param height in pixels, at least 1
 */
public record Size(int width, int height) {

    /** Checks that both sides are at least 1. */
    public Size {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("a size is " + width + "×" + height + "; expected at least 1×1");
        }
    }

    /** The same size with width and height swapped. */
    @SuppressWarnings("ArgumentSelectionDefectChecker")
    public Size turned() {
        return new Size(height, width);
    }

    /** The size of the rendition of a picture, see {@link #within(int, int, int, int)}. */
    public static Size within(Picture picture, int maxWidth, int maxSide) {
        return within(picture.width(), picture.height(), maxWidth, maxSide);
    }

    /**
     * The largest size within two limits, never larger than the picture. Preserves the aspect ratio: the other side is
     * rounded half up, to at least 1.
     *
     * @param width of the picture, in pixels
     * @param height of the picture, in pixels
     * @param maxWidth the maximum width requested, in pixels, at least 1
     * @param maxSide the maximum side of the output format, in pixels
     */
    public static Size within(int width, int height, int maxWidth, int maxSide) {
        if (maxWidth < 1) {
            throw new IllegalArgumentException("maxWidth is " + maxWidth + "; expected at least 1");
        }
        int newWidth = Math.min(width, Math.min(maxWidth, maxSide));
        int newHeight = Resizer.scaledHeight(width, height, newWidth);
        return newHeight <= maxSide
                ? new Size(newWidth, newHeight)
                : new Size(Resizer.scaledHeight(height, width, maxSide), maxSide);
    }
}
