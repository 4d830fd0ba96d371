package io.follow.gateway.image;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Places a picture on a canvas: crops what lies outside, and fills the rest of the canvas.
 *
 * @param canvas the size of the result
 * @param left the columns of the canvas left of the picture; negative if that many columns of the picture are cropped
 * @param top the rows of the canvas above the picture; negative if that many rows of the picture are cropped
 * @param background the colour of the rest of the canvas, or null for transparent. Transparent pixels of the picture remain
 *     transparent
 */
public record Placement(Size canvas, int left, int top, @Nullable Colour background) implements PictureOperation {

    private static final int OPAQUE = 0xFF000000;
    private static final int COLOURS = 0xFFFFFF;

    @Override
    public BufferedImage apply(BufferedImage pixels) {
        boolean free = leavesFree(pixels);
        boolean clear = free && background == null;
        boolean alpha = clear || pixels.getColorModel().hasAlpha();
        BufferedImage result = new BufferedImage(
                canvas.width(), canvas.height(), alpha ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
        if (clear) {
            extend(pixels, ints(result));
        } else {
            if (background != null && free) {
                Arrays.fill(ints(result), OPAQUE | background.rgb());
            }
            copy(pixels, ints(result));
        }
        return result;
    }

    private boolean leavesFree(BufferedImage pixels) {
        return left > 0
                || top > 0
                || left + pixels.getWidth() < canvas.width()
                || top + pixels.getHeight() < canvas.height();
    }

    private void copy(BufferedImage pixels, int[] target) {
        int[] source = ints(pixels);
        int width = pixels.getWidth();
        int from = Math.max(0, left);
        int columns = Math.min(canvas.width(), left + width) - from;
        int end = Math.min(canvas.height(), top + pixels.getHeight());
        for (int y = Math.max(0, top); y < end; y++) {
            System.arraycopy(source, (y - top) * width + from - left, target, y * canvas.width() + from, columns);
        }
    }

    /**
     * Copies the picture and repeats the colours of its edges, transparent, around it. WebP subsamples chroma, so any other
     * colour would show at the edges of the picture.
     */
    private void extend(BufferedImage pixels, int[] target) {
        int[] source = ints(pixels);
        int opaque = pixels.getColorModel().hasAlpha() ? 0 : OPAQUE;
        int lastColumn = pixels.getWidth() - 1;
        int lastRow = pixels.getHeight() - 1;
        for (int y = 0, i = 0; y < canvas.height(); y++) {
            int row = Math.max(0, Math.min(lastRow, y - top));
            for (int x = 0; x < canvas.width(); x++, i++) {
                int column = Math.max(0, Math.min(lastColumn, x - left));
                int pixel = source[row * pixels.getWidth() + column];
                boolean within = row == y - top && column == x - left;
                target[i] = within ? pixel | opaque : pixel & COLOURS;
            }
        }
    }

    private static int[] ints(BufferedImage image) {
        return ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    }

    @Override
    public Size sizeOf(Size picture) {
        return canvas;
    }

    @Override
    public long bytesNeeded(Size picture) {
        return Integer.BYTES * canvas.pixels();
    }
}
