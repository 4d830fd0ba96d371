package io.follow.gateway.image;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.Arrays;

/** Draws the frames of a GIF or WebP on their canvas, one after the other, as browsers do. Not thread-safe. */
public final class AnimationPlayer {

    private final FrameList frames;
    private final ImageHeader header;
    private final int width;
    private final int height;
    private final BufferedImage canvas;
    private final int[] pixels;
    private int[] before = {};
    private int shown = -1;

    private AnimationPlayer(FrameList frames, ImageHeader header) {
        this.frames = frames;
        this.header = header;
        this.width = header.width();
        this.height = header.height();
        this.canvas = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        this.pixels = ((DataBufferInt) canvas.getRaster().getDataBuffer()).getData();
    }

    /** Decodes a still WebP. */
    @FunctionalInterface
    public interface WebpPixels {

        /** The pixels as ARGB integers, row by row. */
        int[] of(byte[] file, int width, int height) throws ImageException;
    }

    /**
     * Opens a file.
     *
     * @param webp decodes single frames of a WebP
     */
    public static AnimationPlayer of(byte[] file, ImageHeader header, WebpPixels webp) throws ImageException {
        if (!header.complete()) {
            throw new ImageException(
                    ImageError.DECODE_FAILED,
                    "the file is truncated or damaged; expected whole "
                            + header.format().contentType() + " data");
        }
        FrameList frames = header.format() == ImageFormat.GIF ? GifFrames.of(file) : WebpFrames.of(file, webp);
        return new AnimationPlayer(frames, header);
    }

    /** How often the animation is played; 0 for without end. */
    public int plays() {
        return frames.plays();
    }

    /** Draws the next frame; false if there is none. */
    public boolean next() throws ImageException {
        if (shown + 1 == frames.count()) {
            return false;
        }
        if (shown >= 0) {
            dispose(frames.frame(shown));
        }
        shown++;
        AnimationFrame frame = frames.frame(shown);
        frame.check(header);
        if (frame.disposal() == Disposal.RESTORE) {
            before = pixels.clone();
        }
        draw(frame, frames.pixels(shown));
        return true;
    }

    /** How long the current frame is shown, in milliseconds. */
    public int millis() throws ImageException {
        return frames.frame(shown).millis();
    }

    /** The canvas with the current frame, which the next one changes. */
    public BufferedImage canvas() {
        return canvas;
    }

    private void draw(AnimationFrame frame, int[] drawn) {
        FrameArea area = frame.area();
        for (int y = 0; y < rowsOf(area); y++) {
            int from = y * area.width();
            int to = (area.y() + y) * width + area.x();
            for (int x = 0; x < columnsOf(area); x++) {
                int pixel = drawn[from + x];
                pixels[to + x] = frame.blended() ? above(pixel, pixels[to + x]) : pixel;
            }
        }
    }

    private void dispose(AnimationFrame frame) {
        FrameArea area = frame.area();
        int columns = columnsOf(area);
        if (columns == 0 || frame.disposal() == Disposal.KEEP) {
            return;
        }
        for (int y = 0; y < rowsOf(area); y++) {
            int at = (area.y() + y) * width + area.x();
            if (frame.disposal() == Disposal.CLEAR) {
                Arrays.fill(pixels, at, at + columns, 0);
            } else {
                System.arraycopy(before, at, pixels, at, columns);
            }
        }
    }

    private int rowsOf(FrameArea area) {
        return Math.max(0, Math.min(area.height(), height - area.y()));
    }

    private int columnsOf(FrameArea area) {
        return Math.max(0, Math.min(area.width(), width - area.x()));
    }

    /** A pixel above another one; RFC 9649, 2.7.1.2. */
    private static int above(int pixel, int below) {
        int alpha = pixel >>> 24;
        if (alpha == 0xFF || (below >>> 24) == 0) {
            return alpha == 0 ? below : pixel;
        }
        if (alpha == 0) {
            return below;
        }
        // All in units of 1/255.
        int rest = (below >>> 24) * (0xFF - alpha);
        int all = alpha * 0xFF + rest;
        return (((all + 0x7F) / 0xFF) << 24)
                | mixed(pixel, below, 16, alpha, rest, all)
                | mixed(pixel, below, 8, alpha, rest, all)
                | mixed(pixel, below, 0, alpha, rest, all);
    }

    private static int mixed(int pixel, int below, int shift, int alpha, int rest, int all) {
        int sum = ((pixel >> shift) & 0xFF) * alpha * 0xFF + ((below >> shift) & 0xFF) * rest;
        return ((sum + all / 2) / all) << shift;
    }
}
