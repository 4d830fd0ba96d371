package io.follow.gateway.image.operation;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;

/** Access to the pixels of the pictures that operations receive and return. */
final class PixelArrays {

    private PixelArrays() {}

    /** Returns the pixels row by row, not a copy. */
    static int[] of(BufferedImage image) {
        return ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    }

    /** Returns a copy that includes the colours of fully transparent pixels, which drawing would lose. */
    static BufferedImage copyOf(BufferedImage image) {
        BufferedImage copy = new BufferedImage(image.getWidth(), image.getHeight(), image.getType());
        int[] pixels = of(image);
        System.arraycopy(pixels, 0, of(copy), 0, pixels.length);
        return copy;
    }
}
