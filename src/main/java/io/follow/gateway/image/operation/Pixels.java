package io.follow.gateway.image.operation;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import org.jspecify.annotations.Nullable;

/** The pixels of pictures of RGB or ARGB integers. */
final class Pixels {

    private static final int FULL = 0xFF;

    private Pixels() {}

    static int[] of(BufferedImage image) {
        return ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    }

    /** A picture of the same type and size, without its pixels. */
    static BufferedImage like(BufferedImage image) {
        return new BufferedImage(image.getWidth(), image.getHeight(), image.getType());
    }

    /** The opacities from 0 to 255; null if all pixels are opaque. */
    static float @Nullable [] opacities(BufferedImage image) {
        if (!image.getColorModel().hasAlpha()) {
            return null;
        }
        int[] pixels = of(image);
        float[] opacities = new float[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            opacities[i] = pixels[i] >>> 24;
        }
        return opacities;
    }

    /** Rounds to 0 to 255. */
    static int rounded(float value) {
        return Math.max(0, Math.min(FULL, Math.round(value)));
    }
}
