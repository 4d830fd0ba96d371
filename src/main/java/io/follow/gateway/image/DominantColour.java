package io.follow.gateway.image;

/**
 * Finds the dominant colour of a picture: the mean of its most frequent colours. Colours are counted in a histogram of 16
 * levels of red, green and blue each, every pixel by its opacity; the mean is that of the fullest of the 4,096 cells, and of
 * the darkest if several are equally full.
 */
final class DominantColour {

    private static final int LEVEL_BITS = 4;
    private static final int LEVEL_MASK = 0xF0;
    private static final int CELLS = 1 << (3 * LEVEL_BITS);

    private DominantColour() {}

    /**
     * Finds the colour.
     *
     * @param argb the pixels
     * @return white, the ground of formats without transparency, if no pixel is visible
     */
    static Colour of(int[] argb) {
        int[] weights = new int[CELLS];
        for (int pixel : argb) {
            weights[cellOf(pixel)] += pixel >>> 24;
        }
        int fullest = 0;
        for (int cell = 1; cell < CELLS; cell++) {
            fullest = weights[cell] > weights[fullest] ? cell : fullest;
        }
        return weights[fullest] == 0 ? Colour.WHITE : meanOf(argb, fullest, weights[fullest]);
    }

    private static Colour meanOf(int[] argb, int cell, int weight) {
        long red = weight / 2;
        long green = weight / 2;
        long blue = weight / 2;
        for (int pixel : argb) {
            if (cellOf(pixel) == cell) {
                int own = pixel >>> 24;
                red += (long) own * ((pixel >> 16) & 0xFF);
                green += (long) own * ((pixel >> 8) & 0xFF);
                blue += (long) own * (pixel & 0xFF);
            }
        }
        return new Colour((int) (((red / weight) << 16) | ((green / weight) << 8) | (blue / weight)));
    }

    private static int cellOf(int pixel) {
        return (((pixel >> 16) & LEVEL_MASK) << LEVEL_BITS)
                | ((pixel >> 8) & LEVEL_MASK)
                | ((pixel & LEVEL_MASK) >> LEVEL_BITS);
    }
}
