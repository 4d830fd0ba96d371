package io.follow.gateway.image.operation;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;

/** The integers of pictures as operations get and return them. */
final class PixelArrays {

    private PixelArrays() {}

    /** The pixels themselves, row by row. */
    static int[] of(BufferedImage image) {
        return ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    }

    /** A copy of the same type, including the colours of fully transparent pixels, which drawing would lose. */
    static BufferedImage copyOf(BufferedImage image) {
        BufferedImage copy = new BufferedImage(image.getWidth(), image.getHeight(), image.getType());
        int[] pixels = of(image);
        System.arraycopy(pixels, 0, of(copy), 0, pixels.length);
        return copy;
    }
}
