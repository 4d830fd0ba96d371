package io.follow.gateway.page;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Draws pictures that are worth looking at. */
final class Drawing {

    private static final int WIDTH = 3200;
    private static final int HEIGHT = 2400;
    private static final int HILLS = 6;

    private Drawing() {}

    /** Writes hills under an evening sky, 3,200 by 2,400 pixels, as a JPEG file. */
    static Path hills(Path file) {
        BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = picture.createGraphics();
        canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        canvas.setPaint(new GradientPaint(0, 0, new Color(0x1E3C72), 0, HEIGHT * 0.7f, new Color(0xFFD9A0)));
        canvas.fillRect(0, 0, WIDTH, HEIGHT);
        canvas.setPaint(new Color(255, 244, 214));
        canvas.fill(new Ellipse2D.Double(WIDTH * 0.6, HEIGHT * 0.34, 420, 420));
        for (int layer = 0; layer < HILLS; layer++) {
            canvas.setPaint(Color.getHSBColor(0.58f - layer * 0.04f, 0.35f + layer * 0.09f, 0.68f - layer * 0.1f));
            canvas.fill(hill(layer));
        }
        canvas.dispose();
        try {
            ImageIO.write(picture, "jpeg", file.toFile());
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a picture of 40 by 30 pixels as a PNG file. */
    static Path small(Path file) throws IOException {
        ImageIO.write(new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB), "png", file.toFile());
        return file;
    }

    private static Path2D hill(int layer) {
        double base = HEIGHT * (0.55 + layer * 0.08);
        Path2D hill = new Path2D.Double();
        hill.moveTo(0, HEIGHT);
        for (int x = 0; x <= WIDTH; x += 8) {
            double wave = Math.sin(x / (260.0 - layer * 24) + layer * 1.7) * (150 - layer * 14)
                    + Math.sin(x / 47.0 + layer) * 14;
            hill.lineTo(x, base - wave);
        }
        hill.lineTo(WIDTH, HEIGHT);
        hill.closePath();
        return hill;
    }

    /** Writes a file that is called a picture and is none. */
    static Path noPicture(Path file) {
        try {
            return Files.writeString(file, "MZ, this is a program and no picture");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
