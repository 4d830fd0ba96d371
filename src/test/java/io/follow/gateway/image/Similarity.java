package io.follow.gateway.image;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;

/** What a picture should look like when it is made smaller, and how much another one is like it. */
final class Similarity {

    private static final int LOBES = 3;
    private static final int WINDOW = 8;
    private static final int STEP = 4;
    private static final double C1 = Math.pow(0.01 * 255, 2);
    private static final double C2 = Math.pow(0.03 * 255, 2);

    private Similarity() {}

    /** Brightness by row and column, after Rec. 601. */
    static double[][] brightness(BufferedImage image) {
        double[][] rows = new double[image.getHeight()][image.getWidth()];
        int width = image.getWidth();
        int[] pixels = pixels(image);
        for (int y = 0; y < rows.length; y++) {
            for (int x = 0; x < width; x++) {
                int pixel = pixels[y * width + x];
                rows[y][x] = 0.299 * ((pixel >> 16) & 0xFF) + 0.587 * ((pixel >> 8) & 0xFF) + 0.114 * (pixel & 0xFF);
            }
        }
        return rows;
    }

    /** The pixels by row. What readers of files make of opaque pictures is copied, which takes a fraction of the time. */
    private static int[] pixels(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        if (image.getType() != BufferedImage.TYPE_3BYTE_BGR) {
            return image.getRGB(0, 0, width, height, null, 0, width);
        }
        BufferedImage packed = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        packed.createGraphics().drawImage(image, 0, 0, null);
        return ((DataBufferInt) packed.getRaster().getDataBuffer()).getData();
    }

    /** The same picture made smaller by Lanczos with three lobes in double arithmetic, nothing rounded in between. */
    static double[][] reduced(double[][] rows, int width, int height) {
        return clamped(transposed(narrowed(transposed(narrowed(rows, width)), height)));
    }

    private static double[][] narrowed(double[][] rows, int width) {
        int length = rows[0].length;
        double ratio = (double) length / width;
        int[] first = new int[width];
        double[][] weights = new double[width][];
        double[] sums = new double[width];
        for (int x = 0; x < width; x++) {
            double centre = (x + 0.5) * ratio;
            int from = (int) Math.max(0, Math.floor(centre - LOBES * ratio));
            int to = (int) Math.min(length, Math.ceil(centre + LOBES * ratio));
            first[x] = from;
            weights[x] = new double[to - from];
            for (int i = from; i < to; i++) {
                double distance = (i + 0.5 - centre) / ratio;
                weights[x][i - from] = Math.abs(distance) < LOBES ? sinc(distance) * sinc(distance / LOBES) : 0;
                sums[x] += weights[x][i - from];
            }
        }
        double[][] result = new double[rows.length][width];
        for (int y = 0; y < rows.length; y++) {
            for (int x = 0; x < width; x++) {
                result[y][x] = weighted(rows[y], first[x], weights[x]) / sums[x];
            }
        }
        return result;
    }

    private static double weighted(double[] row, int from, double[] weights) {
        double value = 0;
        for (int i = 0; i < weights.length; i++) {
            value += weights[i] * row[from + i];
        }
        return value;
    }

    private static double sinc(double x) {
        return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    }

    private static double[][] transposed(double[][] rows) {
        double[][] columns = new double[rows[0].length][rows.length];
        for (int y = 0; y < rows.length; y++) {
            for (int x = 0; x < columns.length; x++) {
                columns[x][y] = rows[y][x];
            }
        }
        return columns;
    }

    private static double[][] clamped(double[][] rows) {
        for (double[] row : rows) {
            for (int x = 0; x < row.length; x++) {
                row[x] = Math.max(0, Math.min(255, row[x]));
            }
        }
        return rows;
    }

    /** The mean of SSIM (Wang et al., 2004) over windows of 8 by 8 pixels. */
    static double ssim(double[][] one, double[][] other) {
        double sum = 0;
        int count = 0;
        for (int y = 0; y + WINDOW <= one.length; y += STEP) {
            for (int x = 0; x + WINDOW <= one[0].length; x += STEP) {
                sum += ssim(one, other, x, y);
                count++;
            }
        }
        return sum / count;
    }

    private static double ssim(double[][] one, double[][] other, int left, int top) {
        double a = 0;
        double b = 0;
        double aa = 0;
        double bb = 0;
        double ab = 0;
        int count = WINDOW * WINDOW;
        for (int y = top; y < top + WINDOW; y++) {
            for (int x = left; x < left + WINDOW; x++) {
                a += one[y][x];
                b += other[y][x];
                aa += one[y][x] * one[y][x];
                bb += other[y][x] * other[y][x];
                ab += one[y][x] * other[y][x];
            }
        }
        double meanA = a / count;
        double meanB = b / count;
        double varianceA = aa / count - meanA * meanA;
        double varianceB = bb / count - meanB * meanB;
        double covariance = ab / count - meanA * meanB;
        return (2 * meanA * meanB + C1)
                * (2 * covariance + C2)
                / ((meanA * meanA + meanB * meanB + C1) * (varianceA + varianceB + C2));
    }
}
