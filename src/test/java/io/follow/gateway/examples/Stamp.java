package io.follow.gateway.examples;

import io.follow.gateway.image.PictureOperation;
import io.follow.gateway.image.Size;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;

/** Draws a stamp into the bottom right corner of a picture. */
record Stamp(BufferedImage image) implements PictureOperation {

    @Override
    public BufferedImage apply(BufferedImage pixels) {
        int width = pixels.getWidth();
        int height = pixels.getHeight();
        BufferedImage result = new BufferedImage(width, height, pixels.getType());
        Graphics2D graphics = result.createGraphics();
        graphics.drawImage(pixels, 0, 0, null);
        graphics.drawImage(image, width - image.getWidth(), height - image.getHeight(), null);
        graphics.dispose();
        return result;
    }

    @Override
    public long bytesNeeded(Size picture) {
        return Integer.BYTES * picture.pixels();
    }
}
