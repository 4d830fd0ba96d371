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

    /** Width × height. */
    public long pixels() {
        return (long) width * height;
    }

    int longerSide() {
        return Math.max(width, height);
    }

    /** Whether neither side is longer than that of another size. */
    boolean fitsInto(Size other) {
        return width <= other.width && height <= other.height;
    }

    /**
     * The largest size of a picture within a box, never larger than the picture. Preserves the aspect ratio: the other
     * side is rounded half up, to at least 1.
     */
    static Size within(Size picture, Size box) {
        int newWidth = Math.min(picture.width, box.width);
        int newHeight = Resizer.scaledHeight(picture.width, picture.height, newWidth);
        return newHeight <= box.height
                ? new Size(newWidth, newHeight)
                : new Size(Resizer.scaledHeight(picture.height, picture.width, box.height), box.height);
    }
}
