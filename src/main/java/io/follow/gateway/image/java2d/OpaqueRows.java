package io.follow.gateway.image.java2d;

import java.awt.image.BufferedImage;
import java.util.Arrays;

/**
 * Rows without alpha. One long holds the three components of a pixel, in lanes of 21 bits, so that one multiplication
 * weights all of them. A negative lane borrows from the one above, which is undone when the lanes are split.
 */
final class OpaqueRows implements RowFilter {

    /**
     * The bits of the weights: a lane holds 8 bits of a component, these bits, and one more for the overshoot of
     * Lanczos.
     */
    static final int WEIGHT_BITS = 11;

    private static final int LANE_BITS = 21;
    private static final int RED_LANE = 2 * LANE_BITS;
    private static final int LANE = (1 << LANE_BITS) - 1;

    /** Added to every lane so that none is negative. */
    private static final int BIAS = 1 << (LANE_BITS - 2);

    private static final long BIASES = ((long) BIAS << RED_LANE) | ((long) BIAS << LANE_BITS) | BIAS;
    private static final int SHIFT = WEIGHT_BITS - FRACTION_BITS;
    private static final int HALF = 1 << (SHIFT - 1);

    private final BufferedImage source;
    private final AxisKernel kernel;
    private final PixelBlocks blocks;
    private final long[] pixels;
    private final long[] sums;

    /**
     * Filters rows.
     *
     * @param source normalised, without alpha
     * @param blocks the blocks that are averaged before the kernel
     */
    OpaqueRows(BufferedImage source, AxisKernel kernel, PixelBlocks blocks) {
        this.source = source;
        this.kernel = kernel;
        this.blocks = blocks;
        this.pixels = new long[source.getWidth()];
        this.sums = new long[blocks.perRow()];
    }

    @Override
    public int planes() {
        return 3;
    }

    @Override
    public void filter(int row, int[] planes) {
        if (blocks.columns() == 1 && blocks.rows() == 1) {
            read(row, pixels);
            filter(pixels, planes);
        } else {
            average(row);
            filter(sums, planes);
        }
    }

    private void average(int row) {
        Arrays.fill(sums, 0);
        int first = blocks.firstRow(row);
        int count = blocks.rowsOf(row);
        for (int i = 0; i < count; i++) {
            read(first + i, pixels);
            addBlocks(pixels, blocks.columns(), sums);
        }
        divide(count);
    }

    private static void addBlocks(long[] pixels, int columns, long[] sums) {
        int whole = pixels.length / columns;
        int x = 0;
        for (int i = 0; i < whole; i++) {
            long sum = sums[i];
            for (int end = x + columns; x < end; x++) {
                sum += pixels[x];
            }
            sums[i] = sum;
        }
        for (; x < pixels.length; x++) {
            sums[whole] += pixels[x];
        }
    }

    private void divide(int rows) {
        for (int i = 0; i < sums.length; i++) {
            long sum = sums[i];
            int count = blocks.pixelsOf(i, rows);
            long reciprocal = PixelBlocks.reciprocal(count);
            long red = PixelBlocks.mean(sum >>> RED_LANE, count, reciprocal);
            long green = PixelBlocks.mean((sum >>> LANE_BITS) & LANE, count, reciprocal);
            long blue = PixelBlocks.mean(sum & LANE, count, reciprocal);
            sums[i] = (red << RED_LANE) | (green << LANE_BITS) | blue;
        }
    }

    private void filter(long[] row, int[] planes) {
        int width = kernel.length();
        int taps = kernel.taps();
        long[] weights = kernel.weights();
        for (int i = 0, w = 0; i < width; i++, w += taps) {
            int start = kernel.start(i);
            long even = BIASES;
            long odd = 0;
            int k = 0;
            for (; k < taps - 1; k += 2) {
                even += weights[w + k] * row[start + k];
                odd += weights[w + k + 1] * row[start + k + 1];
            }
            if (k < taps) {
                odd += weights[w + k] * row[start + k];
            }
            long sum = even + odd;
            planes[i] = ((int) (sum >>> RED_LANE) - BIAS + HALF) >> SHIFT;
            planes[width + i] = ((int) ((sum >>> LANE_BITS) & LANE) - BIAS + HALF) >> SHIFT;
            planes[2 * width + i] = ((int) (sum & LANE) - BIAS + HALF) >> SHIFT;
        }
    }

    private void read(int y, long[] row) {
        int width = row.length;
        switch (source.getType()) {
            case BufferedImage.TYPE_BYTE_GRAY -> {
                byte[] data = PixelLayout.bytes(source);
                for (int x = 0, i = y * width; x < width; x++, i++) {
                    long grey = data[i] & 0xFF;
                    row[x] = (grey << RED_LANE) | (grey << LANE_BITS) | grey;
                }
            }
            case BufferedImage.TYPE_3BYTE_BGR -> {
                byte[] data = PixelLayout.bytes(source);
                for (int x = 0, i = 3 * y * width; x < width; x++, i += 3) {
                    row[x] = ((data[i + 2] & 0xFFL) << RED_LANE)
                            | ((data[i + 1] & 0xFFL) << LANE_BITS)
                            | (data[i] & 0xFFL);
                }
            }
            default -> {
                int[] data = PixelLayout.ints(source);
                for (int x = 0, i = y * width; x < width; x++, i++) {
                    long pixel = data[i];
                    row[x] = ((pixel & 0xFF0000) << (RED_LANE - 16))
                            | ((pixel & 0xFF00) << (LANE_BITS - 8))
                            | (pixel & 0xFF);
                }
            }
        }
    }

    @Override
    public void pack(int[] planes, int shift, int[] target, int offset) {
        int width = kernel.length();
        int unit = shift + FRACTION_BITS;
        int half = 1 << (unit - 1);
        for (int i = 0; i < width; i++) {
            int red = Math.max(0, Math.min(0xFF, (planes[i] + half) >> unit));
            int green = Math.max(0, Math.min(0xFF, (planes[width + i] + half) >> unit));
            int blue = Math.max(0, Math.min(0xFF, (planes[2 * width + i] + half) >> unit));
            target[offset + i] = (red << 16) | (green << 8) | blue;
        }
    }
}
