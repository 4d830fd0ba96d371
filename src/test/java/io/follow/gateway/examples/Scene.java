package io.follow.gateway.examples;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;

/** A walker on a hill, drawn by code: plain areas, fine detail, and somebody to look at on the right. */
final class Scene {

    static final int WIDTH = 960;
    static final int HEIGHT = 640;

    private static final Color SKIN = new Color(0xE0A582);

    private Scene() {}

    static BufferedImage draw() {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = image.createGraphics();
        canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        canvas.setPaint(new GradientPaint(0, 0, new Color(0x4A86C8), 0, 420, new Color(0xDCEAF2)));
        canvas.fillRect(0, 0, WIDTH, HEIGHT);
        hill(canvas, 400, 60, 310, new Color(0x8FB0B8));
        hill(canvas, 470, 40, 230, new Color(0x6E9A72));
        for (int i = 0; i < 6; i++) {
            tree(canvas, 40 + i * 95, 500 + i % 3 * 14, 70 + i * 37 % 40);
        }
        hill(canvas, 540, 24, 420, new Color(0x4F7F45));
        grass(canvas);
        walker(canvas, 850, 545);
        canvas.dispose();
        return image;
    }

    private static void hill(Graphics2D canvas, double base, double wave, double length, Color colour) {
        Path2D hill = new Path2D.Double();
        hill.moveTo(0, HEIGHT);
        for (int x = 0; x <= WIDTH; x += 4) {
            hill.lineTo(x, base - wave * Math.sin(x / length * 2 + base));
        }
        hill.lineTo(WIDTH, HEIGHT);
        hill.closePath();
        canvas.setPaint(colour);
        canvas.fill(hill);
    }

    private static void tree(Graphics2D canvas, double x, double y, double height) {
        canvas.setPaint(new Color(0x5F6B55));
        canvas.fill(new Rectangle2D.Double(x - 4, y - height / 3, 8, height / 3));
        canvas.setPaint(new Color(0x557F5C));
        for (int layer = 0; layer < 3; layer++) {
            double top = y - height + layer * height / 5;
            double half = height / 5 + layer * height / 14;
            Path2D cone = new Path2D.Double();
            cone.moveTo(x, top);
            cone.lineTo(x + half, top + height / 2.6);
            cone.lineTo(x - half, top + height / 2.6);
            cone.closePath();
            canvas.fill(cone);
        }
    }

    private static void grass(Graphics2D canvas) {
        canvas.setStroke(new BasicStroke(1.4f));
        for (int i = 0; i < 500; i++) {
            int x = i * 7919 % WIDTH;
            int y = 580 + i * 104729 % 60;
            canvas.setPaint(i % 2 == 0 ? new Color(0x6FA05A) : new Color(0x3C6A36));
            canvas.drawLine(x, y, x + i % 7 - 3, y - 10 - i % 8);
        }
    }

    private static void walker(Graphics2D canvas, double x, double y) {
        canvas.setStroke(new BasicStroke(20, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        canvas.setPaint(new Color(0x2B3A55));
        canvas.drawLine((int) x, (int) y - 80, (int) x - 22, (int) y + 20);
        canvas.drawLine((int) x, (int) y - 80, (int) x + 26, (int) y + 16);
        canvas.setPaint(new Color(0xC8372D));
        canvas.fill(new Ellipse2D.Double(x - 38, y - 190, 76, 128));
        canvas.setPaint(new Color(0xE8B93A));
        canvas.fill(new Ellipse2D.Double(x + 20, y - 182, 46, 88));
        canvas.setPaint(SKIN);
        canvas.fill(new Ellipse2D.Double(x - 32, y - 256, 64, 74));
        canvas.setStroke(new BasicStroke(16, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        canvas.setPaint(new Color(0xC8372D));
        canvas.drawLine((int) x - 26, (int) y - 160, (int) x - 66, (int) y - 112);
        canvas.setPaint(SKIN);
        canvas.fill(new Ellipse2D.Double(x - 76, y - 118, 20, 20));
        canvas.setPaint(new Color(0x3A2A20));
        canvas.fill(new Ellipse2D.Double(x - 34, y - 266, 68, 34));
        canvas.fill(new Ellipse2D.Double(x - 18, y - 224, 7, 8));
        canvas.fill(new Ellipse2D.Double(x + 2, y - 224, 7, 8));
        canvas.setStroke(new BasicStroke(3));
        canvas.drawArc((int) x - 16, (int) y - 216, 26, 18, 200, 140);
    }
}
