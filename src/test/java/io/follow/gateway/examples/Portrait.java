package io.follow.gateway.examples;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/** What docs/pictures-watermark-redact.md shows, drawn: a person with a number on the shirt, and a logo. */
final class Portrait {

    static final int WIDTH = 720;
    static final int HEIGHT = 480;

    /** The face. */
    static final String FACE = "{\"x\":262,\"y\":70,\"width\":196,\"height\":220}";

    /** The number. */
    static final String NUMBER = "{\"x\":290,\"y\":372,\"width\":140,\"height\":60}";

    private Portrait() {}

    static BufferedImage draw() {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = smooth(image);
        graphics.setPaint(new GradientPaint(0, 0, new Color(0x9cc9e3), 0, HEIGHT, new Color(0xf4e7cf)));
        graphics.fillRect(0, 0, WIDTH, HEIGHT);
        fill(graphics, 0x6f9a64, -120, 330, 520, 300);
        fill(graphics, 0x86ad72, 330, 350, 560, 300);
        fill(graphics, 0x35618e, 190, 300, 340, 330);
        fill(graphics, 0xdba583, 325, 230, 70, 110);
        fill(graphics, 0x4a2f22, 262, 62, 196, 200);
        fill(graphics, 0xe8b796, 280, 90, 160, 196);
        fill(graphics, 0x4a2f22, 276, 74, 168, 66);
        for (int x : new int[] {316, 378}) {
            fill(graphics, 0xffffff, x, 164, 30, 20);
            fill(graphics, 0x2d4a35, x + 9, 165, 15, 18);
            graphics.setColor(new Color(0x4a2f22));
            graphics.fillRoundRect(x - 3, 148, 36, 7, 7, 7);
        }
        fill(graphics, 0xd69c7c, 350, 190, 20, 36);
        graphics.setColor(new Color(0xa8453f));
        graphics.setStroke(new BasicStroke(7, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        graphics.drawArc(325, 214, 70, 40, 200, 140);
        graphics.setColor(Color.WHITE);
        graphics.fillRoundRect(290, 372, 140, 60, 12, 12);
        number(graphics);
        graphics.dispose();
        return image;
    }

    /** The number 271, without any font. */
    private static void number(Graphics2D graphics) {
        graphics.setColor(new Color(0x222222));
        graphics.setStroke(new BasicStroke(6, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        graphics.drawPolyline(new int[] {310, 334, 334, 310, 310, 334}, new int[] {384, 384, 402, 402, 420, 420}, 6);
        graphics.drawPolyline(new int[] {348, 374, 358}, new int[] {384, 384, 420}, 3);
        graphics.drawPolyline(new int[] {390, 402, 402}, new int[] {392, 384, 420}, 3);
    }

    private static void fill(Graphics2D graphics, int rgb, int x, int y, int width, int height) {
        graphics.setColor(new Color(rgb));
        graphics.fillOval(x, y, width, height);
    }

    /** A white ring with a leaf, on transparent ground. */
    static BufferedImage logo() {
        BufferedImage image = new BufferedImage(240, 240, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = smooth(image);
        graphics.setColor(Color.WHITE);
        graphics.setStroke(new BasicStroke(20));
        graphics.drawOval(14, 14, 212, 212);
        graphics.fillArc(30, 60, 170, 170, 20, 100);
        graphics.fillArc(40, 10, 170, 170, 200, 100);
        graphics.dispose();
        return image;
    }

    private static Graphics2D smooth(BufferedImage image) {
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        return graphics;
    }
}
