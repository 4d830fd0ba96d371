package io.follow.gateway.welcome;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/**
 * Draws the sample picture of the first start; its program writes the file anew. To draw it at each first start would take
 * half a second of processor time.
 */
final class SampleDrawing {

    private static final int WIDTH = 2400;
    private static final int HEIGHT = 3200;
    private static final int HILLS = 6;

    /** Exif 2.32, 4.5: APP1 with one big-endian TIFF entry, tag 0x0112 (orientation), type SHORT, value 6. */
    private static final byte[] ORIENTATION_6 = {
        (byte) 0xFF,
        (byte) 0xE1,
        0,
        34,
        'E',
        'x',
        'i',
        'f',
        0,
        0,
        'M',
        'M',
        0,
        42,
        0,
        0,
        0,
        8,
        0,
        1,
        1,
        0x12,
        0,
        3,
        0,
        0,
        0,
        1,
        0,
        6,
        0,
        0,
        0,
        0,
        0,
        0
    };

    private SampleDrawing() {}

    public static void main(String[] args) throws IOException {
        Files.write(
                Path.of("src/main/resources/io/follow/gateway/welcome/sample.jpg"),
                withOrientation(encode(onItsSide(upright(1)))));
    }

    /** The picture as people see it, with one pixel for a square of so many. */
    static BufferedImage upright(int square) {
        BufferedImage upright = new BufferedImage(WIDTH / square, HEIGHT / square, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = upright.createGraphics();
        canvas.scale(1.0 / square, 1.0 / square);
        canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        drawSky(canvas);
        drawHills(canvas);
        drawArrowUp(canvas);
        canvas.dispose();
        return upright;
    }

    private static void drawSky(Graphics2D canvas) {
        canvas.setPaint(new GradientPaint(0, 0, new Color(0x1E3C72), 0, HEIGHT * 0.7f, new Color(0xFFD9A0)));
        canvas.fillRect(0, 0, WIDTH, HEIGHT);
        canvas.setPaint(new Color(255, 244, 214));
        canvas.fill(new Ellipse2D.Double(WIDTH * 0.6, HEIGHT * 0.34, 420, 420));
    }

    private static void drawHills(Graphics2D canvas) {
        for (int layer = 0; layer < HILLS; layer++) {
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
            canvas.setPaint(Color.getHSBColor(0.58f - layer * 0.04f, 0.35f + layer * 0.09f, 0.68f - layer * 0.1f));
            canvas.fill(hill);
        }
    }

    /** Shows which way is up; a drawn arrow, because a machine without fonts can draw no text. */
    private static void drawArrowUp(Graphics2D canvas) {
        canvas.setPaint(Color.WHITE);
        canvas.setStroke(new BasicStroke(22, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        canvas.drawLine(240, HEIGHT - 200, 240, HEIGHT - 620);
        canvas.drawLine(240, HEIGHT - 620, 130, HEIGHT - 500);
        canvas.drawLine(240, HEIGHT - 620, 350, HEIGHT - 500);
    }

    /** Turned by 90 degrees against the clock, so that orientation 6 (turn clockwise to view) makes it upright again. */
    private static BufferedImage onItsSide(BufferedImage upright) {
        // The layout that the JPEG writer reads fastest.
        BufferedImage turned =
                new BufferedImage(/* width= */ HEIGHT, /* height= */ WIDTH, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D canvas = turned.createGraphics();
        canvas.translate(0, WIDTH);
        canvas.rotate(-Math.PI / 2);
        canvas.drawImage(upright, 0, 0, null);
        canvas.dispose();
        return turned;
    }

    private static byte[] encode(BufferedImage image) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (!ImageIO.write(image, "jpg", out)) {
            throw new IOException("this platform writes no JPEG");
        }
        return out.toByteArray();
    }

    /** Puts the orientation right behind the start-of-image marker. */
    private static byte[] withOrientation(byte[] jpeg) {
        byte[] out = new byte[jpeg.length + ORIENTATION_6.length];
        System.arraycopy(jpeg, 0, out, 0, 2);
        System.arraycopy(ORIENTATION_6, 0, out, 2, ORIENTATION_6.length);
        System.arraycopy(jpeg, 2, out, 2 + ORIENTATION_6.length, jpeg.length - 2);
        return out;
    }
}
