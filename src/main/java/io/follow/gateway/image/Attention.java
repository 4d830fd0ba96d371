package io.follow.gateway.image;

import java.awt.image.BufferedImage;

/**
 * Finds the part of a picture that people look at, by the method of libvips' smartcrop (its colour of skin is that of
 * smartcrop.js): a reduction of the picture is scored by its edges, its likeness to skin and its redness. The scores are
 * blurred as far as the crop reaches, and the crop is centred on the highest one.
 */
final class Attention {

    /** The crop is placed to a precision of a 32nd of the picture. */
    private static final int SIDE = 32;

    private static final float EDGE_WEIGHT = 5;
    private static final float SKIN_X = 0.78f;
    private static final float SKIN_Y = 0.57f;
    private static final float SKIN_Z = 0.44f;
    private static final float MOST = 100;

    /** The luminance, of 100, up to which colours do not count. */
    private static final float DARK = 5;

    /** The reach of a blur: where its weights fall below this. */
    private static final double LEAST_WEIGHT = 0.2;

    private Attention() {}

    /** The size of the reduction for a picture. */
    static Size grid(Size picture) {
        return new Size(Math.min(SIDE, picture.width()), Math.min(SIDE, picture.height()));
    }

    /**
     * The part of a picture to keep. Begins at an even row and column, so that a crop splits no sample of subsampled
     * chroma.
     *
     * @param small the picture in the size of its {@linkplain #grid grid}
     * @param picture its size
     * @param part the size of the part
     */
    static Area area(BufferedImage small, Size picture, Size part) {
        int width = small.getWidth();
        int height = small.getHeight();
        double reach = Math.hypot(
                (double) part.width() * width / picture.width(), (double) part.height() * height / picture.height());
        float[] scores = blurred(scores(small), width, height, Math.max(1, reach / 10));
        int best = highest(scores, width, height);
        int column = best % width;
        int row = best / width;
        double x = (column + 0.5) * picture.width() / width;
        double y = (row + 0.5) * picture.height() / height;
        return new Area(start(x, part.width(), picture.width()), start(y, part.height(), picture.height()), part);
    }

    private static int start(double centre, int part, int whole) {
        return (int) Math.max(0, Math.min(whole - part, Math.round(centre - part / 2.0))) & ~1;
    }

    private static float[] scores(BufferedImage small) {
        int width = small.getWidth();
        int height = small.getHeight();
        int[] pixels = small.getRGB(0, 0, width, height, null, 0, width);
        float[] luminance = new float[pixels.length];
        float[] scores = new float[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            CieColour colour = CieColour.of(pixels[i]);
            luminance[i] = colour.y();
            scores[i] = colour.y() > DARK ? skin(colour) + colour.redness() : 0;
        }
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int i = y * width + x;
                float around = luminance[y == 0 ? i : i - width]
                        + luminance[y == height - 1 ? i : i + width]
                        + luminance[x == 0 ? i : i - 1]
                        + luminance[x == width - 1 ? i : i + 1];
                scores[i] += EDGE_WEIGHT * Math.abs(4 * luminance[i] - around);
            }
        }
        return scores;
    }

    /** 100 for the colour of skin in any light, less for others. */
    private static float skin(CieColour colour) {
        double length = Math.sqrt(colour.x() * colour.x() + colour.y() * colour.y() + colour.z() * colour.z());
        double x = colour.x() / length - SKIN_X;
        double y = colour.y() / length - SKIN_Y;
        double z = colour.z() / length - SKIN_Z;
        return (float) (MOST - MOST * Math.sqrt(x * x + y * y + z * z));
    }

    private static float[] blurred(float[] scores, int width, int height, double sigma) {
        int reach = (int) Math.floor(sigma * Math.sqrt(-2 * Math.log(LEAST_WEIGHT)));
        float[] weights = new float[reach + 1];
        for (int k = 0; k <= reach; k++) {
            weights[k] = (float) Math.exp(-k * k / (2 * sigma * sigma));
        }
        return across(across(scores, width, height, weights), height, width, weights);
    }

    /** Blurs the rows and returns them as columns. The edges are continued; the sum of the weights does not matter. */
    private static float[] across(float[] scores, int width, int height, float[] weights) {
        float[] turned = new float[scores.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                float sum = scores[y * width + x];
                for (int k = 1; k < weights.length; k++) {
                    sum += weights[k]
                            * (scores[y * width + Math.max(0, x - k)] + scores[y * width + Math.min(width - 1, x + k)]);
                }
                turned[x * height + y] = sum;
            }
        }
        return turned;
    }

    /** Of equal scores the one nearest to the centre, so that a plain picture is cropped in the middle. */
    private static int highest(float[] scores, int width, int height) {
        int best = 0;
        for (int i = 1; i < scores.length; i++) {
            int more = Integer.compare(Math.round(scores[i]), Math.round(scores[best]));
            if (more > 0 || (more == 0 && fromCentre(i, width, height) < fromCentre(best, width, height))) {
                best = i;
            }
        }
        return best;
    }

    private static int fromCentre(int index, int width, int height) {
        int x = 2 * (index % width) + 1 - width;
        int y = 2 * (index / width) + 1 - height;
        return x * x + y * y;
    }
}
