package io.follow.gateway.image.java2d;

import java.awt.image.BufferedImage;

/**
 * Groups the pixels of a picture into blocks whose means the kernel reads. The last block of a row or column may be
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

    /** The number of blocks per row. */
    int perRow() {
        return (width + columns - 1) / columns;
    }

    /** The first row of pixels in a row of blocks. */
    int firstRow(int row) {
        return row * rows;
    }

    /** The number of pixel rows in a row of blocks. */
    int rowsOf(int row) {
        return Math.min(rows, height - firstRow(row));
    }

    /**
     * The number of pixels in a block.
     *
     * @param pixelRows number of pixel rows in its row of blocks
     */
    int pixelsOf(int block, int pixelRows) {
        return pixelRows * Math.min(columns, width - block * columns);
    }

    /** The factor by which {@link #mean} divides: rounded up, so that a sum of at most 28 bits is divided exactly. */
    static long reciprocal(int pixels) {
        return ((1L << FRACTION_BITS) / pixels) + 1;
    }

    /** The rounded mean of the given number of pixels. */
    static long mean(long sum, int pixels, long reciprocal) {
        return ((sum + pixels / 2) * reciprocal) >>> FRACTION_BITS;
    }
}
