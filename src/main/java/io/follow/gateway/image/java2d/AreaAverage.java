package io.follow.gateway.image.java2d;

import io.follow.gateway.image.Size;
import java.awt.image.BufferedImage;
import java.util.Arrays;

/**
 * Reduces a picture to the means of its areas, exactly: a pixel on the border of two areas counts in each by the part that
 * lies in it, and a colour by its opacity. Holds one row at a time.
 */
public final class AreaAverage {

    private static final int CHANNELS = 4;
    private static final int FULL = 0xFF;

    private final Size from;
    private final Size to;

    /** The pixel in which each area begins, and where it would go on behind the last one. */
    private final int[] starts;

    /** How much of that pixel lies in the area before. */
    private final int[] offsets;

    /** Of one row of areas: alpha, red, green, blue of each. */
    private final long[] sums;

    /** The share of the current row of pixels. */
    private final long[] shares;

    /** The rows of a picture. */
    @FunctionalInterface
    public interface Rows {

        /**
         * Reads a row.
         *
         * @param row to be filled with ARGB integers
         */
        void read(int y, int[] row);
    }

    private AreaAverage(Size from, Size to) {
        this.from = from;
        this.to = to;
        this.starts = new int[to.width() + 1];
        this.offsets = new int[to.width() + 1];
        for (int area = 0; area <= to.width(); area++) {
            long start = (long) area * from.width();
            starts[area] = (int) (start / to.width());
            offsets[area] = (int) (start % to.width());
        }
        this.sums = new long[CHANNELS * to.width()];
        this.shares = new long[CHANNELS * to.width()];
    }

    /**
     * Computes the means.
     *
     * @param from the size of the picture
     * @param alpha whether a pixel can be transparent; otherwise the alpha of all rows is 255
     * @param to at most the size of the picture
     * @return pixels of type {@link BufferedImage#TYPE_INT_RGB} or {@link BufferedImage#TYPE_INT_ARGB}
     */
    public static BufferedImage of(Rows rows, Size from, boolean alpha, Size to) {
        BufferedImage result = new BufferedImage(
                to.width(), to.height(), alpha ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
        new AreaAverage(from, to).reduce(rows, PixelLayout.ints(result));
        return result;
    }

    /** Lengths are counted in units of which a pixel has as many as there are areas, so that all are whole numbers. */
    private void reduce(Rows rows, int[] result) {
        int[] row = new int[from.width()];
        int area = 0;
        for (int y = 0; y < from.height(); y++) {
            rows.read(y, row);
            addUp(row);
            long past = (y + 1L) * to.height() - (area + 1L) * from.height();
            long rest = Math.max(0, past);
            add(to.height() - rest);
            if (past >= 0) {
                write(result, area * to.width());
                area++;
                add(rest);
            }
        }
    }

    private void addUp(int[] row) {
        for (int area = 0; area < to.width(); area++) {
            int at = CHANNELS * area;
            int next = starts[area + 1];
            addWhole(row, starts[area], next, at);
            addPart(row[starts[area]], -offsets[area], at);
            if (offsets[area + 1] > 0) {
                addPart(row[next], offsets[area + 1], at);
            }
        }
    }

    private void addWhole(int[] row, int start, int end, int at) {
        long alphas = 0;
        long reds = 0;
        long greens = 0;
        long blues = 0;
        for (int x = start; x < end; x++) {
            int pixel = row[x];
            int alpha = pixel >>> 24;
            alphas += alpha;
            reds += (long) alpha * ((pixel >> 16) & FULL);
            greens += (long) alpha * ((pixel >> 8) & FULL);
            blues += (long) alpha * (pixel & FULL);
        }
        shares[at] = alphas * to.width();
        shares[at + 1] = reds * to.width();
        shares[at + 2] = greens * to.width();
        shares[at + 3] = blues * to.width();
    }

    /** @param part negative to take it away again */
    private void addPart(int pixel, long part, int at) {
        long alpha = part * (pixel >>> 24);
        shares[at] += alpha;
        shares[at + 1] += alpha * ((pixel >> 16) & FULL);
        shares[at + 2] += alpha * ((pixel >> 8) & FULL);
        shares[at + 3] += alpha * (pixel & FULL);
    }

    private void add(long part) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += part * shares[i];
        }
    }

    private void write(int[] result, int at) {
        for (int x = 0; x < to.width(); x++) {
            int i = CHANNELS * x;
            long alpha = sums[i];
            long all = from.pixels();
            int colour = alpha == 0
                    ? 0
                    : (mean(sums[i + 1], alpha) << 16) | (mean(sums[i + 2], alpha) << 8) | mean(sums[i + 3], alpha);
            result[at + x] = (mean(alpha, all) << 24) | colour;
        }
        Arrays.fill(sums, 0);
    }

    private static int mean(long sum, long weight) {
        return (int) ((sum + weight / 2) / weight);
    }
}
