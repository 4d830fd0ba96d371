package io.follow.gateway.image.java2d;

import java.awt.image.BufferedImage;
import java.util.Arrays;

/**
 * Shrinks by whole factors, each new pixel being the mean of a block of old ones. Far cheaper than a filter kernel,
 * and exact where a kernel that looks at only a few pixels would skip some. Colours are weighted by their alpha, so
 * that what is hidden under transparent pixels does not bleed into its neighbours.
 */
final class BoxReducer {

    private BoxReducer() {}

    /**
     * Reduces a normalised picture.
     *
     * @param factor columns that become one, 1 to 64
     * @param rowFactor rows that become one, 1 to 64
     * @return RGB integers, or premultiplied ARGB; the last column and row may be means of fewer pixels
     */
    static BufferedImage reduce(BufferedImage source, int factor, int rowFactor) {
        int width = (source.getWidth() + factor - 1) / factor;
        int height = (source.getHeight() + rowFactor - 1) / rowFactor;
        boolean alpha = source.getColorModel().hasAlpha();
        BufferedImage result =
                new BufferedImage(width, height, alpha ? BufferedImage.TYPE_INT_ARGB_PRE : BufferedImage.TYPE_INT_RGB);
        int[] target = PixelLayout.ints(result);
        int[] row = new int[source.getWidth()];
        long[] sums = new long[width];
        for (int y = 0; y < height; y++) {
            int rows = Math.min(rowFactor, source.getHeight() - y * rowFactor);
            if (alpha) {
                reduceTransparent(source, y * rowFactor, rows, factor, row, target, y * width);
            } else {
                Arrays.fill(sums, 0);
                for (int i = 0; i < rows; i++) {
                    PixelLayout.readRow(source, y * rowFactor + i, row);
                    addRow(row, factor, sums);
                }
                writeMeans(sums, source.getWidth(), factor, rows, target, y * width);
            }
        }
        return result;
    }

    /** Sums three components side by side in 20 bits each, enough for blocks of 64 × 64. */
    private static void addRow(int[] row, int factor, long[] sums) {
        int x = 0;
        for (int i = 0; i < sums.length; i++) {
            int end = Math.min(row.length, x + factor);
            long sum = sums[i];
            for (; x < end; x++) {
                long pixel = row[x] & 0xFFFFFFL;
                sum += ((pixel & 0xFF0000) << 24) | ((pixel & 0xFF00) << 12) | (pixel & 0xFF);
            }
            sums[i] = sum;
        }
    }

    private static void writeMeans(long[] sums, int sourceWidth, int factor, int rows, int[] target, int offset) {
        for (int i = 0; i < sums.length; i++) {
            int count = rows * Math.min(factor, sourceWidth - i * factor);
            int half = count / 2;
            int red = ((int) ((sums[i] >>> 40) & 0xFFFFF) + half) / count;
            int green = ((int) ((sums[i] >>> 20) & 0xFFFFF) + half) / count;
            int blue = ((int) (sums[i] & 0xFFFFF) + half) / count;
            target[offset + i] = (red << 16) | (green << 8) | blue;
        }
    }

    private static void reduceTransparent(
            BufferedImage source, int firstRow, int rows, int factor, int[] row, int[] target, int offset) {
        int width = (row.length + factor - 1) / factor;
        long[] sums = new long[4 * width];
        for (int i = 0; i < rows; i++) {
            PixelLayout.readRow(source, firstRow + i, row);
            for (int x = 0; x < row.length; x++) {
                int pixel = row[x];
                int alpha = pixel >>> 24;
                int at = x / factor * 4;
                sums[at] += alpha;
                sums[at + 1] += (long) alpha * ((pixel >> 16) & 0xFF);
                sums[at + 2] += (long) alpha * ((pixel >> 8) & 0xFF);
                sums[at + 3] += (long) alpha * (pixel & 0xFF);
            }
        }
        for (int i = 0; i < width; i++) {
            long count = (long) rows * Math.min(factor, row.length - i * factor);
            long weighted = 255 * count;
            target[offset + i] = (mean(sums[4 * i], count) << 24)
                    | (mean(sums[4 * i + 1], weighted) << 16)
                    | (mean(sums[4 * i + 2], weighted) << 8)
                    | mean(sums[4 * i + 3], weighted);
        }
    }

    private static int mean(long sum, long count) {
        return (int) ((sum + count / 2) / count);
    }
}
