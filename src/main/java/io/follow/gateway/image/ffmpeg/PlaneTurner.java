package io.follow.gateway.image.ffmpeg;

import io.follow.gateway.image.ImageError;
import io.follow.gateway.image.ImageException;
import io.follow.gateway.image.Orientation;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;

/** Applies the orientation to the planes of a picture by moving bytes, without resampling. */
final class PlaneTurner {

    private static final int PLANES = 3;

    private PlaneTurner() {}

    /** Returns an upright frame and frees the given one. */
    static AVFrame upright(AVFrame source, Orientation orientation) throws ImageException {
        if (FrameColours.isIntegers(source)) {
            return uprightIntegers(source, orientation);
        }
        try {
            boolean swap = orientation.swapsAxes();
            AVFrame target = Frames.allocate(
                    swap ? source.height() : source.width(),
                    swap ? source.width() : source.height(),
                    source.format(),
                    ImageError.PROCESS_FAILED);
            boolean halved = source.format() == avutil.AV_PIX_FMT_YUVJ420P;
            int planes = source.format() == RgbPlanes.WITH_ALPHA ? PLANES + 1 : PLANES;
            for (int plane = 0; plane < planes; plane++) {
                boolean half = halved && plane > 0;
                turn(
                        source,
                        target,
                        plane,
                        half ? (source.width() + 1) / 2 : source.width(),
                        half ? (source.height() + 1) / 2 : source.height(),
                        orientation);
            }
            return target;
        } finally {
            avutil.av_frame_free(source);
        }
    }

    private static AVFrame uprightIntegers(AVFrame source, Orientation orientation) throws ImageException {
        try {
            boolean swap = orientation.swapsAxes();
            int width = source.width();
            int height = source.height();
            int newWidth = swap ? height : width;
            AVFrame target =
                    Frames.allocate(newWidth, swap ? width : height, source.format(), ImageError.PROCESS_FAILED);
            int[] row = new int[width];
            int[] turned = new int[width * height];
            IntPointer from = new IntPointer(source.data(0));
            for (int y = 0; y < height; y++) {
                from.position((long) y * source.linesize(0) / Integer.BYTES).get(row, 0, width);
                int step = step(orientation, newWidth);
                for (int x = 0, at = start(orientation, y, width, height, newWidth); x < width; x++, at += step) {
                    turned[at] = row[x];
                }
            }
            IntPointer to = new IntPointer(target.data(0));
            for (int y = 0; y < target.height(); y++) {
                to.position((long) y * target.linesize(0) / Integer.BYTES).put(turned, y * newWidth, newWidth);
            }
            return target;
        } finally {
            avutil.av_frame_free(source);
        }
    }

    private static void turn(
            AVFrame source, AVFrame target, int plane, int width, int height, Orientation orientation) {
        boolean swap = orientation.swapsAxes();
        int newWidth = swap ? height : width;
        byte[] from = read(source.data(plane), source.linesize(plane), width, height);
        byte[] to = new byte[from.length];
        for (int y = 0; y < height; y++) {
            int start = start(orientation, y, width, height, newWidth);
            int step = step(orientation, newWidth);
            for (int x = 0, at = start, i = y * width; x < width; x++, at += step, i++) {
                to[at] = from[i];
            }
        }
        write(to, target.data(plane), target.linesize(plane), newWidth, swap ? width : height);
    }

    /** The target of the first byte of a stored row, according to Exif 2.32, tag 274. */
    private static int start(Orientation orientation, int y, int width, int height, int newWidth) {
        return switch (orientation) {
            case NORMAL -> y * newWidth;
            case MIRRORED -> y * newWidth + width - 1;
            case ROTATED_180 -> (height - 1 - y) * newWidth + width - 1;
            case FLIPPED -> (height - 1 - y) * newWidth;
            case TRANSPOSED -> y;
            case ROTATED_90 -> height - 1 - y;
            case TRANSVERSED -> (width - 1) * newWidth + height - 1 - y;
            case ROTATED_270 -> (width - 1) * newWidth + y;
        };
    }

    /** The distance between the targets of two adjacent bytes of a stored row. */
    private static int step(Orientation orientation, int newWidth) {
        return switch (orientation) {
            case NORMAL, FLIPPED -> 1;
            case MIRRORED, ROTATED_180 -> -1;
            case TRANSPOSED, ROTATED_90 -> newWidth;
            case TRANSVERSED, ROTATED_270 -> -newWidth;
        };
    }

    private static byte[] read(BytePointer plane, int lineSize, int width, int height) {
        byte[] bytes = new byte[width * height];
        for (int y = 0; y < height; y++) {
            plane.position((long) y * lineSize).get(bytes, y * width, width);
        }
        return bytes;
    }

    private static void write(byte[] bytes, BytePointer plane, int lineSize, int width, int height) {
        for (int y = 0; y < height; y++) {
            plane.position((long) y * lineSize).put(bytes, y * width, width);
        }
    }
}
