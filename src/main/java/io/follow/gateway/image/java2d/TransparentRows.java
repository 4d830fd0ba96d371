package io.follow.gateway.image.java2d;

import java.awt.image.BufferedImage;
import java.util.Arrays;

/**
 * Rows with alpha. Colours are weighted by it, so that hidden colours of transparent pixels do not bleed into their
 * neighbours. One long holds alpha and red, another green and blue, in lanes of 32 bits: the product of a colour and
 * its alpha needs 16.
 */
final class TransparentRows implements RowFilter {

    /**
     * The bits of the weights: a lane holds 16 bits of a product, these bits, and one more for the overshoot of
     * Lanczos.
     */
    static final int WEIGHT_BITS = 14;

    private static final int LANE_BITS = 32;
    private static final long LOW = (1L << LANE_BITS) - 1;
    private static final int FULL = 0xFF;

    /** Reduces 16 bits of a product and the weights to 8 bits of a component and the fraction. */
    private static final int SHIFT = 16 + WEIGHT_BITS - 8 - FRACTION_BITS;

    private static final int HALF = 1 << (SHIFT - 1);

    /** The alpha of an opaque pixel and a full colour, in units of a row. */
    private static final int OPAQUE = (((FULL * FULL) << WEIGHT_BITS) + HALF) >> SHIFT;

    private final BufferedImage source;
    private final AxisKernel kernel;
    private final PixelBlocks blocks;
    private final long[] alphaRed;
    private final long[] greenBlue;

    /**
     * Filters rows.
     *
     * @param source ARGB integers
     * @param blocks what is averaged before the kernel
     */
    TransparentRows(BufferedImage source, AxisKernel kernel, PixelBlocks blocks) {
        this.source = source;
        this.kernel = kernel;
        this.blocks = blocks;
        this.alphaRed = new long[blocks.perRow()];
        this.greenBlue = new long[blocks.perRow()];
    }

    @Override
    public int planes() {
        return 4;
    }

    @Override
    public void filter(int row, int[] planes) {
        Arrays.fill(alphaRed, 0);
        Arrays.fill(greenBlue, 0);
        int first = blocks.firstRow(row);
        int count = blocks.rowsOf(row);
        for (int i = 0; i < count; i++) {
            add(first + i);
        }
        if (blocks.columns() > 1 || count > 1) {
            divide(alphaRed, count);
            divide(greenBlue, count);
        }
        filter(alphaRed, planes, 0);
        filter(greenBlue, planes, 2 * kernel.length());
    }

    private void add(int y) {
        int[] data = PixelLayout.ints(source);
        int width = source.getWidth();
        int columns = blocks.columns();
        int x = y * width;
        int last = x + width;
        for (int i = 0; i < alphaRed.length; i++) {
            long first = alphaRed[i];
            long second = greenBlue[i];
            for (int end = Math.min(last, x + columns); x < end; x++) {
                int pixel = data[x];
                int alpha = pixel >>> 24;
                first += alpha * (((long) FULL << LANE_BITS) | ((pixel >> 16) & 0xFF));
                second += alpha * (((pixel & 0xFF00L) << 24) | (pixel & 0xFF));
            }
            alphaRed[i] = first;
            greenBlue[i] = second;
        }
    }

    private void divide(long[] sums, int rows) {
        for (int i = 0; i < sums.length; i++) {
            int count = blocks.pixelsOf(i, rows);
            long reciprocal = PixelBlocks.reciprocal(count);
            long high = PixelBlocks.mean(sums[i] >>> LANE_BITS, count, reciprocal);
            long low = PixelBlocks.mean(sums[i] & LOW, count, reciprocal);
            sums[i] = (high << LANE_BITS) | low;
        }
    }

    private void filter(long[] row, int[] planes, int offset) {
        int width = kernel.length();
        int taps = kernel.taps();
        long[] weights = kernel.weights();
        for (int i = 0, w = 0; i < width; i++, w += taps) {
            int start = kernel.start(i);
            long even = 0;
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
            int low = (int) sum;
            // A negative low lane has borrowed from the high lane.
            int high = (int) ((sum - low) >> 32);
            planes[offset + i] = (high + HALF) >> SHIFT;
            planes[offset + width + i] = (low + HALF) >> SHIFT;
        }
    }

    @Override
    public void pack(int[] planes, int shift, int[] target, int offset) {
        int width = kernel.length();
        int half = 1 << (shift - 1);
        for (int i = 0; i < width; i++) {
            int alpha = clamp((planes[i] + half) >> shift, OPAQUE);
            int red = clamp((planes[width + i] + half) >> shift, alpha);
            int green = clamp((planes[2 * width + i] + half) >> shift, alpha);
            int blue = clamp((planes[3 * width + i] + half) >> shift, alpha);
            target[offset + i] = alpha == OPAQUE
                    ? (FULL << 24) | (full(red) << 16) | (full(green) << 8) | full(blue)
                    : straight(alpha, red, green, blue);
        }
    }

    private static int clamp(int value, int most) {
        return Math.max(0, Math.min(most, value));
    }

    private static int full(int component) {
        return (component * FULL + OPAQUE / 2) / OPAQUE;
    }

    private static int straight(int alpha, int red, int green, int blue) {
        int visible = full(alpha);
        if (visible == 0) {
            return 0;
        }
        return (visible << 24)
                | (((red * FULL + alpha / 2) / alpha) << 16)
                | (((green * FULL + alpha / 2) / alpha) << 8)
                | ((blue * FULL + alpha / 2) / alpha);
    }
}
