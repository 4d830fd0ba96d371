package io.follow.gateway.image.operation;

import io.follow.gateway.image.Region;
import java.awt.image.BufferedImage;

/** A grid of mean colours that replaces a region of a picture. Retains nothing else of the region. */
final class CellGrid {

    private static final int CHANNELS = 4;
    private static final int FULL = 0xFF;
    private static final int ALPHA = 24;

    private final Region area;
    private final int columns;
    private final int rows;

    /** Premultiplied red, green and blue, then alpha, of each cell; 0 to 255. */
    private final float[] cells;

    /** The same as integers. */
    private final int[] colours;

    private CellGrid(Region area, int columns, int rows) {
        this.area = area;
        this.columns = columns;
        this.rows = rows;
        this.cells = new float[columns * rows * CHANNELS];
        this.colours = new int[columns * rows];
    }

    /**
     * Computes the means of a region.
     *
     * @param most the maximum number of cells along the longer side, at least 1
     * @param least the minimum side of a cell in pixels, unless the region is smaller
     */
    static CellGrid of(BufferedImage picture, Region area, int most, int least) {
        int longer = Math.max(area.width(), area.height());
        CellGrid grid =
                new CellGrid(area, count(area.width(), longer, most, least), count(area.height(), longer, most, least));
        for (int row = 0, i = 0; row < grid.rows; row++) {
            for (int column = 0; column < grid.columns; column++, i += CHANNELS) {
                grid.measure(picture, column, row, i);
            }
        }
        return grid;
    }

    private static int count(int side, int longer, int most, int least) {
        return Math.max(1, Math.min(side * most / longer, side / least));
    }

    private void measure(BufferedImage picture, int column, int row, int at) {
        int[] pixels = PixelArrays.of(picture);
        int opaque = picture.getColorModel().hasAlpha() ? 0 : FULL << ALPHA;
        int left = area.x() + column * area.width() / columns;
        int right = area.x() + (column + 1) * area.width() / columns;
        int top = area.y() + row * area.height() / rows;
        int bottom = area.y() + (row + 1) * area.height() / rows;
        double[] sums = new double[CHANNELS];
        for (int y = top; y < bottom; y++) {
            for (int i = y * picture.getWidth() + left; i < y * picture.getWidth() + right; i++) {
                int pixel = pixels[i] | opaque;
                int alpha = pixel >>> ALPHA;
                sums[0] += alpha * ((pixel >> 16) & FULL);
                sums[1] += alpha * ((pixel >> 8) & FULL);
                sums[2] += alpha * (pixel & FULL);
                sums[3] += alpha;
            }
        }
        double count = (double) (right - left) * (bottom - top);
        int alpha = coarse(sums[3] / count);
        for (int channel = 0; channel < 3; channel++) {
            int colour = sums[3] == 0 ? 0 : coarse(sums[channel] / sums[3]);
            cells[at + channel] = (float) colour * alpha / FULL;
        }
        cells[at + 3] = alpha;
        colours[at / CHANNELS] = packed(cells[at], cells[at + 1], cells[at + 2], alpha);
    }

    /** Rounds to one of 16 levels from 0 to 255. Finer levels would hardly change the look, but reveal more of the region. */
    private static int coarse(double value) {
        return ((int) value >> 4) * 0x11;
    }

    /** Overwrites every pixel of the region. */
    void fill(BufferedImage picture, boolean blended) {
        int[] pixels = PixelArrays.of(picture);
        Axis across = new Axis(area.width(), columns, blended);
        Axis down = new Axis(area.height(), rows, blended);
        for (int y = 0; y < area.height(); y++) {
            int i = (area.y() + y) * picture.getWidth() + area.x();
            for (int x = 0; x < area.width(); x++) {
                pixels[i++] = colourAt(across, x, down, y);
            }
        }
    }

    private int colourAt(Axis across, int x, Axis down, int y) {
        int first = down.cells[y] * columns + across.cells[x];
        if (across.weights[x] == 0 && down.weights[y] == 0) {
            return colours[first];
        }
        float right = across.weights[x];
        float below = down.weights[y];
        return packed(
                blended(first, right, below, 0),
                blended(first, right, below, 1),
                blended(first, right, below, 2),
                blended(first, right, below, 3));
    }

    /** Interpolates a channel between a cell, the next one, and the two below them. */
    private float blended(int first, float right, float below, int channel) {
        int toRight = right > 0 ? 1 : 0;
        int toBelow = below > 0 ? columns : 0;
        return mixed(
                mixed(at(first, channel), at(first + toRight, channel), right),
                mixed(at(first + toBelow, channel), at(first + toBelow + toRight, channel), right),
                below);
    }

    private static int packed(float red, float green, float blue, float alpha) {
        float toColour = alpha == 0 ? 0 : FULL / alpha;
        return (Math.round(alpha) << ALPHA)
                | (level(red * toColour) << 16)
                | (level(green * toColour) << 8)
                | level(blue * toColour);
    }

    private float at(int cell, int channel) {
        return cells[cell * CHANNELS + channel];
    }

    private static float mixed(float one, float other, float weight) {
        return one + (other - one) * weight;
    }

    private static int level(float value) {
        return Math.max(0, Math.min(FULL, Math.round(value)));
    }

    /** The cell of each pixel along a side, or the first of the two cells between which it is interpolated. */
    private static final class Axis {

        private final int[] cells;
        private final float[] weights;

        Axis(int length, int count, boolean blended) {
            cells = new int[length];
            weights = new float[length];
            for (int i = 0; i < length; i++) {
                double centre = (i + 0.5) * count / length;
                if (blended) {
                    double between = Math.max(0, Math.min(count - 1, centre - 0.5));
                    cells[i] = Math.min((int) between, count - 1);
                    double part = between - cells[i];
                    // Smoothstep: with linear interpolation, the cells would appear as diamonds.
                    weights[i] = (float) (part * part * (3 - 2 * part));
                } else {
                    cells[i] = Math.min((int) centre, count - 1);
                }
            }
        }
    }
}
