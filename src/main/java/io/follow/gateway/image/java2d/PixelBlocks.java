package io.follow.gateway.image.java2d;

import java.awt.image.BufferedImage;

/**
 * How the pixels of a picture are grouped into blocks whose mean the kernel reads. The last block of a row or column may be
 * smaller.
 *
 * @param width of the picture
 * @param height of the picture
 * @param columns of a block, at most 64
 * @param rows of a block, at most 64
 */
record PixelBlocks(int width, int height, int columns, int rows) {

    /** The bits of the fraction of a reciprocal. */
    private static final int FRACTION_BITS = 40;

    static PixelBlocks of(BufferedImage picture, int columns, int rows) {
        return new PixelBlocks(picture.getWidth(), picture.getHeight(), columns, rows);
    }

    /** How many blocks lie side by side. */
    int perRow() {
        return (width + columns - 1) / columns;
    }

    /** The first row of pixels in a row of blocks. */
    int firstRow(int row) {
        return row * rows;
    }

    /** How many rows of pixels a row of blocks has. */
    int rowsOf(int row) {
        return Math.min(rows, height - firstRow(row));
    }

    /**
     * How many pixels a block has.
     *
     * @param pixelRows how many rows of pixels its row of blocks has
     */
    int pixelsOf(int block, int pixelRows) {
        return pixelRows * Math.min(columns, width - block * columns);
    }

    /** The factor by which {@link #mean} divides: rounded up, so that a sum of at most 28 bits is divided exactly. */
    static long reciprocal(int pixels) {
        return ((1L << FRACTION_BITS) / pixels) + 1;
    }

    /** The rounded mean of so many pixels. */
    static long mean(long sum, int pixels, long reciprocal) {
        return ((sum + pixels / 2) * reciprocal) >>> FRACTION_BITS;
    }
}
