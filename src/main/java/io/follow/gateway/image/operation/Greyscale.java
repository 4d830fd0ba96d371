package io.follow.gateway.image.operation;

import io.follow.gateway.image.PictureOperation;
import io.follow.gateway.image.Size;
import java.awt.image.BufferedImage;

/**
 * Replaces each colour by the grey of the same luminance, computed in linear light (IEC 61966-2-1) with the weights of
 * ITU-R BT.709. Opacity remains.
 */
public record Greyscale() implements PictureOperation {

    private static final int FULL = 0xFF;
    private static final int ALPHA = 0xFF000000;
    private static final int GREY = 0x010101;

    /** Sufficient for the darkest greys, which differ by 1/3,300 of the luminance of white. */
    private static final int STEPS = 1 << 16;

    private static final float[] RED = weighted(0.2126);
    private static final float[] GREEN = weighted(0.7152);
    private static final float[] BLUE = weighted(0.0722);
    private static final byte[] GREYS = greys();

    @Override
    public BufferedImage apply(BufferedImage pixels) {
        BufferedImage result = Pixels.like(pixels);
        int[] source = Pixels.of(pixels);
        int[] target = Pixels.of(result);
        for (int i = 0; i < source.length; i++) {
            int pixel = source[i];
            float luminance = RED[(pixel >> 16) & FULL] + GREEN[(pixel >> 8) & FULL] + BLUE[pixel & FULL];
            target[i] = (pixel & ALPHA) | (GREYS[Math.round(luminance)] & FULL) * GREY;
        }
        return result;
    }

    /** The luminance of each value of a component, in steps. */
    private static float[] weighted(double weight) {
        float[] values = new float[FULL + 1];
        for (int i = 0; i <= FULL; i++) {
            double value = (double) i / FULL;
            double linear = value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
            values[i] = (float) (weight * linear * STEPS);
        }
        return values;
    }

    /** The grey of each step. */
    private static byte[] greys() {
        byte[] greys = new byte[STEPS + 1];
        for (int i = 0; i <= STEPS; i++) {
            double linear = (double) i / STEPS;
            double value = linear <= 0.0031308 ? linear * 12.92 : 1.055 * Math.pow(linear, 1 / 2.4) - 0.055;
            greys[i] = (byte) Math.round(value * FULL);
        }
        return greys;
    }

    @Override
    public long bytesNeeded(Size picture) {
        return Integer.BYTES * picture.pixels();
    }
}
