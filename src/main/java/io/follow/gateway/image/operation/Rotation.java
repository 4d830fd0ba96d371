package io.follow.gateway.image.operation;

import io.follow.gateway.image.Colour;
import io.follow.gateway.image.PictureOperation;
import io.follow.gateway.image.Size;
import java.awt.AlphaComposite;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import org.jspecify.annotations.Nullable;

/**
 * Rotates a picture by any angle about its centre. The canvas grows so that nothing is cut off.
 *
 * @param degrees clockwise; for right angles, {@link Turn} keeps each pixel as it is
 * @param background the colour of the corners, or null for transparent
 */
public record Rotation(double degrees, @Nullable Colour background) implements PictureOperation {

    private static final int MARGIN = 1;

    /** Far less than a pixel, and more than the error of a sine. */
    private static final double ROUNDING = 1e-6;

    @Override
    public BufferedImage apply(BufferedImage pixels) {
        Size size = sizeOf(new Size(pixels.getWidth(), pixels.getHeight()));
        boolean opaque = background != null && !pixels.getColorModel().hasAlpha();
        // Premultiplied, so that invisible colours do not mix with visible ones.
        int type = opaque ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_INT_ARGB_PRE;
        BufferedImage framed = framed(pixels, type);
        BufferedImage canvas = filled(new BufferedImage(size.width(), size.height(), type));
        Graphics2D graphics = canvas.createGraphics();
        graphics.setComposite(AlphaComposite.Src);
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.translate(size.width() / 2.0, size.height() / 2.0);
        graphics.rotate(Math.toRadians(degrees));
        graphics.translate(-framed.getWidth() / 2.0, -framed.getHeight() / 2.0);
        graphics.drawImage(framed, 0, 0, null);
        graphics.dispose();
        return opaque
                ? canvas
                : copied(canvas, new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_INT_ARGB), 0);
    }

    /** Adds a margin of the background, so that the edges become smooth. */
    private BufferedImage framed(BufferedImage pixels, int type) {
        BufferedImage framed = new BufferedImage(pixels.getWidth() + 2 * MARGIN, pixels.getHeight() + 2 * MARGIN, type);
        return copied(pixels, filled(framed), MARGIN);
    }

    private BufferedImage filled(BufferedImage image) {
        if (background != null) {
            Graphics2D graphics = image.createGraphics();
            graphics.setColor(new Color(background.rgb()));
            graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
            graphics.dispose();
        }
        return image;
    }

    private static BufferedImage copied(BufferedImage source, BufferedImage target, int at) {
        Graphics2D graphics = target.createGraphics();
        graphics.setComposite(AlphaComposite.Src);
        graphics.drawImage(source, at, at, null);
        graphics.dispose();
        return target;
    }

    @Override
    public Size sizeOf(Size picture) {
        double sine = Math.abs(Math.sin(Math.toRadians(degrees)));
        double cosine = Math.abs(Math.cos(Math.toRadians(degrees)));
        return new Size(
                covering(picture.width() * cosine + picture.height() * sine),
                covering(picture.width() * sine + picture.height() * cosine));
    }

    private static int covering(double length) {
        return Math.max(1, (int) Math.ceil(length - ROUNDING));
    }

    /** The picture with its margin, the canvas and the result. */
    @Override
    public long bytesNeeded(Size picture) {
        Size framed = new Size(picture.width() + 2 * MARGIN, picture.height() + 2 * MARGIN);
        return Integer.BYTES * (framed.pixels() + 2 * sizeOf(picture).pixels());
    }
}
