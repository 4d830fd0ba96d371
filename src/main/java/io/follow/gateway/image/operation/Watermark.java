package io.follow.gateway.image.operation;

import io.follow.gateway.image.PictureOperation;
import io.follow.gateway.image.Size;
import java.awt.AlphaComposite;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;

/**
 * Draws a mark onto a picture, source over destination. On transparent areas only the mark is
 * visible. Pixels outside the mark keep their values.
 */
public record Watermark(WatermarkImage mark, WatermarkStyle style) implements PictureOperation {

    @Override
    public BufferedImage apply(BufferedImage pixels) {
        BufferedImage result = PixelArrays.copyOf(pixels);
        BufferedImage scaled = mark.in(sizeOn(new Size(pixels.getWidth(), pixels.getHeight())));
        Graphics2D graphics = result.createGraphics();
        try {
            graphics.setComposite(AlphaComposite.SrcOver.derive((float) style.opacity()));
            if (style.tiled()) {
                tile(graphics, scaled, result);
            } else {
                int left = style.left(result.getWidth() - scaled.getWidth());
                int top = style.top(result.getHeight() - scaled.getHeight());
                graphics.drawImage(scaled, left, top, null);
            }
        } finally {
            graphics.dispose();
        }
        return result;
    }

    private void tile(Graphics2D graphics, BufferedImage tile, BufferedImage picture) {
        for (int top = 0; top < picture.getHeight(); top += tile.getHeight() + style.y()) {
            for (int left = 0; left < picture.getWidth(); left += tile.getWidth() + style.x()) {
                graphics.drawImage(tile, left, top, null);
            }
        }
    }

    private Size sizeOn(Size picture) {
        return style.sizeOn(picture, mark.size());
    }

    /** The new picture, and the mark with its intermediate sizes while it is scaled. */
    @Override
    public long bytesNeeded(Size picture) {
        return Integer.BYTES
                * (picture.pixels() + sizeOn(picture).pixels() + mark.size().pixels());
    }
}
