package io.follow.gateway.image;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;

/**
 * Blends a picture with an opaque colour, for formats without transparency.
 *
 * @param ground the colour behind the picture
 */
public record Flattening(Colour ground) implements PictureOperation {

    private static final int FULL = 0xFF;

    @Override
    public BufferedImage apply(BufferedImage pixels) {
        if (!pixels.getColorModel().hasAlpha()) {
            return pixels;
        }
        BufferedImage result = new BufferedImage(pixels.getWidth(), pixels.getHeight(), BufferedImage.TYPE_INT_RGB);
        int[] source = ((DataBufferInt) pixels.getRaster().getDataBuffer()).getData();
        int[] target = ((DataBufferInt) result.getRaster().getDataBuffer()).getData();
        for (int i = 0; i < source.length; i++) {
            target[i] = mixed(source[i], 16) | mixed(source[i], 8) | mixed(source[i], 0);
        }
        return result;
    }

    private int mixed(int pixel, int shift) {
        int alpha = pixel >>> 24;
        int above = (pixel >> shift) & FULL;
        int below = (ground.rgb() >> shift) & FULL;
        return ((above * alpha + below * (FULL - alpha) + FULL / 2) / FULL) << shift;
    }

    @Override
    public long bytesNeeded(Size picture) {
        return Integer.BYTES * picture.pixels();
    }
}
