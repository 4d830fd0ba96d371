package io.follow.gateway.image.operation;

import io.follow.gateway.image.PictureOperation;
import io.follow.gateway.image.Size;
import java.awt.image.BufferedImage;
import org.jspecify.annotations.Nullable;

/**
 * Sharpens a picture: strengthens the difference between the luma of a pixel and that of its surroundings. Keeps
 * hue and opacity, and weights pixels by their opacity.
 *
 * @param sigma the standard deviation of the surroundings in pixels, {@link #LEAST_SIGMA} to {@link #MOST_SIGMA}
 * @param amount the share of the difference that is added, {@link #LEAST_AMOUNT} to {@link #MOST_AMOUNT}
 */
public record UnsharpMask(double sigma, double amount) implements PictureOperation {

    public static final double LEAST_SIGMA = 0.3;
    public static final double MOST_SIGMA = 10;
    public static final double LEAST_AMOUNT = 0.1;
    public static final double MOST_AMOUNT = 5;

    private static final int ALPHA = 24;
    private static final int FULL = 0xFF;
    private static final int COLOURS = 0xFFFFFF;

    // ITU-R BT.709, 3.2.
    private static final float RED = 0.2126f;
    private static final float GREEN = 0.7152f;
    private static final float BLUE = 0.0722f;

    /** Checks the ranges. */
    public UnsharpMask {
        check("sigma", sigma, LEAST_SIGMA, MOST_SIGMA);
        check("amount", amount, LEAST_AMOUNT, MOST_AMOUNT);
    }

    private static void check(String name, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException("the " + name + " of a sharpening is " + value
                    + "; expected a number from " + least + " to " + most);
        }
    }

    @Override
    public BufferedImage apply(BufferedImage pixels) {
        int width = pixels.getWidth();
        int height = pixels.getHeight();
        Gaussian gaussian = new Gaussian(sigma);
        float[] opacities = Pixels.opacities(pixels);
        float[] around = new float[width * height];
        int[] source = Pixels.of(pixels);
        for (int i = 0; i < around.length; i++) {
            around[i] = opacities == null ? luma(source[i]) : luma(source[i]) * opacities[i];
        }
        gaussian.blur(around, width, height);
        if (opacities != null) {
            gaussian.blur(opacities, width, height);
        }
        BufferedImage result = Pixels.like(pixels);
        sharpen(source, around, opacities, Pixels.of(result));
        return result;
    }

    private void sharpen(int[] source, float[] around, float @Nullable [] opacities, int[] target) {
        boolean alpha = opacities != null;
        for (int i = 0; i < source.length; i++) {
            int pixel = source[i];
            if (alpha && pixel >>> ALPHA == 0) {
                target[i] = pixel;
            } else {
                float mean = opacities == null ? around[i] : around[i] / opacities[i];
                target[i] = (pixel & ~COLOURS) | added(pixel, (float) amount * (luma(pixel) - mean));
            }
        }
    }

    private static int added(int pixel, float difference) {
        return Pixels.rounded(((pixel >> 16) & FULL) + difference) << 16
                | Pixels.rounded(((pixel >> 8) & FULL) + difference) << 8
                | Pixels.rounded((pixel & FULL) + difference);
    }

    private static float luma(int pixel) {
        return RED * ((pixel >> 16) & FULL) + GREEN * ((pixel >> 8) & FULL) + BLUE * (pixel & FULL);
    }

    /** The new pixels, two planes, and the buffers for lines. */
    @Override
    public long bytesNeeded(Size picture) {
        return (Integer.BYTES + 2L * Float.BYTES) * picture.pixels()
                + new Gaussian(sigma).bytesNeeded(picture.width(), picture.height());
    }
}
