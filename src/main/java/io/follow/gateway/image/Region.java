package io.follow.gateway.image;

/**
 * A rectangle of a picture.
 *
 * @param x the first column, in pixels of the upright source, at least 0
 * @param y the first row, at least 0
 * @param width at least 1
 * @param height at least 1
 */
public record Region(int x, int y, int width, int height) {

    /** Checks the ranges. */
    public Region {
        if (x < 0 || y < 0 || width < 1 || height < 1) {
            throw new IllegalArgumentException(
                    "a region is " + width + "×" + height + " at " + x + ", " + y + "; expected at least 1×1 at 0, 0");
        }
    }

    /** Whether the whole region is within a picture of a size. */
    public boolean isWithin(Size picture) {
        return (long) x + width <= picture.width() && (long) y + height <= picture.height();
    }

    /** Whether this region and another one have a pixel in common. */
    public boolean overlaps(Region other) {
        return x < (long) other.x + other.width
                && other.x < (long) x + width
                && y < (long) other.y + other.height
                && other.y < (long) y + height;
    }

    /** The smallest region around this one and another one. */
    public Region around(Region other) {
        int left = Math.min(x, other.x);
        int top = Math.min(y, other.y);
        long right = Math.max((long) x + width, (long) other.x + other.width);
        long bottom = Math.max((long) y + height, (long) other.y + other.height);
        return new Region(left, top, Math.toIntExact(right - left), Math.toIntExact(bottom - top));
    }

    /**
     * The pixels of a scaled picture that show a part of this region, however small.
     *
     * @param source the size of the picture that this region is of
     * @param scaled the size to which the whole picture was scaled
     * @param margin further pixels of the scaled picture on each side
     */
    public Region on(Size source, Size scaled, int margin) {
        int left = first(x, source.width(), scaled.width(), margin);
        int top = first(y, source.height(), scaled.height(), margin);
        int right = end((long) x + width, source.width(), scaled.width(), margin);
        int bottom = end((long) y + height, source.height(), scaled.height(), margin);
        return new Region(left, top, right - left, bottom - top);
    }

    private static int first(int at, int side, int scaledSide, int margin) {
        return (int) Math.max(0, (long) at * scaledSide / side - margin);
    }

    private static int end(long at, int side, int scaledSide, int margin) {
        long roundedUp = (at * scaledSide + side - 1) / side;
        return (int) Math.min(scaledSide, roundedUp + margin);
    }
}
