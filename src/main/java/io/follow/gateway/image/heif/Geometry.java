package io.follow.gateway.image.heif;

/**
 * The shown part of a stored picture: the picture is cropped, then mirrored, then rotated. Any sequence of {@code
 * clap}, {@code irot} and {@code imir} is equivalent to one of these.
 *
 * @param x columns of the stored picture left of the part
 * @param y rows above it
 * @param width of the part, as stored
 * @param height of the part, as stored
 * @param mirrored whether left and right are swapped
 * @param turns quarter turns clockwise after that, 0 to 3
 */
public record Geometry(int x, int y, int width, int height, boolean mirrored, int turns) {

    static Geometry whole(int width, int height) {
        return new Geometry(0, 0, width, height, false, 0);
    }

    /** Whether width and height are swapped. */
    public boolean swapsAxes() {
        return (turns & 1) == 1;
    }

    private int shownWidth() {
        return swapsAxes() ? height : width;
    }

    private int shownHeight() {
        return swapsAxes() ? width : height;
    }

    Geometry turnedClockwise(int quarters) {
        return new Geometry(x, y, width, height, mirrored, turns + quarters & 3);
    }

    /**
     * Returns this geometry with an additional mirroring of the shown picture: left and right are swapped, or top and
     * bottom.
     */
    Geometry mirrored(boolean topAndBottom) {
        int after = topAndBottom ? 2 - turns : -turns;
        return new Geometry(x, y, width, height, !mirrored, after & 3);
    }

    /** Returns this geometry with an additional crop of the shown picture. */
    Geometry cut(long left, long top, long newWidth, long newHeight) throws HeifException {
        if (left < 0
                || top < 0
                || newWidth < 1
                || newHeight < 1
                || left + newWidth > shownWidth()
                || top + newHeight > shownHeight()) {
            throw HeifException.broken("a part of " + newWidth + "×" + newHeight + " pixels at " + left + "," + top
                    + " is cut out of " + shownWidth() + "×" + shownHeight() + "; expected one inside");
        }
        int cutX = (int) left;
        int cutY = (int) top;
        int cutWidth = (int) newWidth;
        int cutHeight = (int) newHeight;
        int fullWidth = shownWidth();
        int fullHeight = shownHeight();
        for (int i = 0; i < turns; i++) {
            // Back by a quarter turn: the right side was the top.
            int above = fullWidth - cutX - cutWidth;
            cutX = cutY;
            cutY = above;
            int swap = cutWidth;
            cutWidth = cutHeight;
            cutHeight = swap;
            swap = fullWidth;
            fullWidth = fullHeight;
            fullHeight = swap;
        }
        if (mirrored) {
            cutX = fullWidth - cutX - cutWidth;
        }
        return new Geometry(x + cutX, y + cutY, cutWidth, cutHeight, mirrored, turns);
    }
}
