package io.follow.gateway.bench;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import javax.imageio.ImageIO;

/** A picture with some of what a photo has: soft areas, edges and grain. */
final class DrawnPhoto {

    private static final int GRAIN = 12;

    private DrawnPhoto() {}

    static byte[] jpeg(int width, int height) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(7);
        Graphics2D canvas = image.createGraphics();
        canvas.setPaint(new GradientPaint(0, 0, new Color(0x88AADD), width, height, new Color(0xEECCAA)));
        canvas.fillRect(0, 0, width, height);
        for (int i = 0; i < 200; i++) {
            canvas.setColor(new Color(random.nextInt(0x1000000)));
            canvas.fillOval(random.nextInt(width), random.nextInt(height), random.nextInt(600), random.nextInt(600));
        }
        canvas.dispose();
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, grainy(image.getRGB(x, y), random.nextInt(2 * GRAIN) - GRAIN));
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "jpeg", out);
        return out.toByteArray();
    }

    private static int grainy(int rgb, int by) {
        return clamp((rgb >> 16 & 255) + by) << 16 | clamp((rgb >> 8 & 255) + by) << 8 | clamp((rgb & 255) + by);
    }

    private static int clamp(int value) {
        return Math.max(0, Math.min(255, value));
    }
}
