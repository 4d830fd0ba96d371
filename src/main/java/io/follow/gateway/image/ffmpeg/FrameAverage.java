package io.follow.gateway.image.ffmpeg;

import io.follow.gateway.image.ImageError;
import io.follow.gateway.image.ImageException;
import io.follow.gateway.image.Size;
import io.follow.gateway.image.java2d.AreaAverage;
import java.awt.image.BufferedImage;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;

/**
 * Reduces a frame to the means of its areas. Red, green and blue are averaged as they are; luma and chroma by swscale, which
 * leaves only as many pixels to convert as there are areas.
 */
final class FrameAverage {

    /** In pixels; swscale omits rows and columns of small planes, and of such frames a whole copy costs nothing. */
    private static final int SMALL = 1 << 16;

    private static final int OPAQUE = 0xFF000000;
    private static final int FULL = 0xFF;

    private FrameAverage() {}

    static BufferedImage of(AVFrame frame, Size size) throws ImageException {
        Size whole = new Size(frame.width(), frame.height());
        if (FrameColours.isIntegers(frame)) {
            boolean alpha = frame.format() == FrameColours.WITH_ALPHA;
            return AreaAverage.of((y, row) -> readIntegers(frame, y, row, alpha), whole, alpha, size);
        }
        if (RgbPlanes.are(frame)) {
            boolean alpha = frame.format() == RgbPlanes.WITH_ALPHA;
            byte[] bytes = new byte[whole.width()];
            return AreaAverage.of((y, row) -> readPlanes(frame, y, row, bytes, alpha), whole, alpha, size);
        }
        if (whole.pixels() <= SMALL) {
            return ofColours(frame, size);
        }
        AVFrame small = Frames.scale(
                frame,
                size.width(),
                size.height(),
                avutil.AV_PIX_FMT_YUVJ444P,
                Frames.Kernel.AREA,
                1,
                ImageError.PROCESS_FAILED);
        try {
            return FrameColours.toIntegers(small, ImageError.PROCESS_FAILED);
        } finally {
            avutil.av_frame_free(small);
        }
    }

    private static BufferedImage ofColours(AVFrame frame, Size size) throws ImageException {
        AVFrame colours = Frames.convert(
                frame, FrameColours.WITHOUT_ALPHA, Frames.Kernel.CONVERT_EXACTLY, ImageError.PROCESS_FAILED);
        try {
            return of(colours, size);
        } finally {
            avutil.av_frame_free(colours);
        }
    }

    private static void readIntegers(AVFrame frame, int y, int[] row, boolean alpha) {
        new IntPointer(frame.data(0))
                .position((long) y * frame.linesize(0) / Integer.BYTES)
                .get(row, 0, row.length);
        for (int x = 0; !alpha && x < row.length; x++) {
            row[x] |= OPAQUE;
        }
    }

    /** The planes are green, blue, red and alpha. */
    private static void readPlanes(AVFrame frame, int y, int[] row, byte[] bytes, boolean alpha) {
        read(frame, 0, y, bytes);
        for (int x = 0; x < row.length; x++) {
            row[x] = OPAQUE | ((bytes[x] & FULL) << 8);
        }
        read(frame, 1, y, bytes);
        for (int x = 0; x < row.length; x++) {
            row[x] |= bytes[x] & FULL;
        }
        read(frame, 2, y, bytes);
        for (int x = 0; x < row.length; x++) {
            row[x] |= (bytes[x] & FULL) << 16;
        }
        if (alpha) {
            read(frame, 3, y, bytes);
            for (int x = 0; x < row.length; x++) {
                row[x] &= ~OPAQUE | (bytes[x] << 24);
            }
        }
    }

    private static void read(AVFrame frame, int plane, int y, byte[] row) {
        new BytePointer(frame.data(plane))
                .position((long) y * frame.linesize(plane))
                .get(row, 0, row.length);
    }
}
