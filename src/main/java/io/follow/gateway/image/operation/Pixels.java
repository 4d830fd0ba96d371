package io.follow.gateway.image.operation;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import org.jspecify.annotations.Nullable;

/** Helpers for pictures of RGB or ARGB integers. */
final class Pixels {

    private static final int FULL = 0xFF;

    private Pixels() {}

    static int[] of(BufferedImage image) {
        return ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    }

    /** Creates an empty picture of the same type and size. */
    static BufferedImage like(BufferedImage image) {
        return new BufferedImage(image.getWidth(), image.getHeight(), image.getType());
    }

    /** Returns the opacities from 0 to 255, or null if all pixels are opaque. */
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

    /** Rounds and clamps to 0 to 255. */
    static int rounded(float value) {
        return Math.max(0, Math.min(FULL, Math.round(value)));
    }
}
