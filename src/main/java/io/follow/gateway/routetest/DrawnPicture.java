package io.follow.gateway.routetest;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;

/**
 * A picture for tests: a plain colour with a lighter disc in the middle, which distinguishes a crop from a scaled picture.
 *
 * @param format a format for which this platform has an encoder
 */
record DrawnPicture(int width, int height, String format, Color colour) implements FileSpec.Content {

    @Override
    public byte[] bytes() throws IOException {
        BufferedImage pixels = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = pixels.createGraphics();
        canvas.setColor(colour);
        canvas.fillRect(0, 0, width, height);
        canvas.setColor(colour.brighter());
        int side = Math.min(width, height) / 2;
        canvas.fillOval((width - side) / 2, (height - side) / 2, side, side);
        canvas.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (!ImageIO.write(pixels, format, out)) {
            throw new IOException("this platform writes no " + format);
        }
        return out.toByteArray();
    }
}
