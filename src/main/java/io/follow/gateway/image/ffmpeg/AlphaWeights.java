package io.follow.gateway.image.ffmpeg;

import io.follow.gateway.image.ImageError;
import io.follow.gateway.image.ImageException;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;

/** Multiplies the colours of {@link RgbPlanes} by their alpha, so that invisible ones do not mix with visible ones. */
final class AlphaWeights {

    private static final int COLOURS = 3;
    private static final int ALPHA = 3;
    private static final int FULL = 0xFF;

    private AlphaWeights() {}

    /** Whether no pixel is transparent. */
    static boolean isOpaque(AVFrame planes) {
        byte[] row = new byte[planes.width()];
        int common = FULL;
        for (int y = 0; common == FULL && y < planes.height(); y++) {
            read(planes, ALPHA, y, row);
            common = FULL & and(row);
        }
        return common == FULL;
    }

    private static int and(byte[] row) {
        int common = -1;
        for (byte value : row) {
            common &= value;
        }
        return common;
    }

    /** A weighted copy, which the caller frees. */
    static AVFrame apply(AVFrame source) throws ImageException {
        AVFrame target = Frames.allocate(source.width(), source.height(), source.format(), ImageError.PROCESS_FAILED);
        byte[] alpha = new byte[source.width()];
        byte[] colours = new byte[source.width()];
        for (int y = 0; y < source.height(); y++) {
            read(source, ALPHA, y, alpha);
            write(target, ALPHA, y, alpha);
            boolean opaque = (and(alpha) & FULL) == FULL;
            for (int plane = 0; plane < COLOURS; plane++) {
                read(source, plane, y, colours);
                if (!opaque) {
                    weight(colours, alpha);
                }
                write(target, plane, y, colours);
            }
        }
        return target;
    }

    /** {@code round(colour × alpha / 255)}, without a division so that the loop is vectorized. */
    private static void weight(byte[] colours, byte[] alpha) {
        for (int x = 0; x < colours.length; x++) {
            int product = (colours[x] & FULL) * (alpha[x] & FULL) + 128;
            colours[x] = (byte) ((product + (product >> 8)) >> 8);
        }
    }

    /** Undoes the weights in place. */
    static void remove(AVFrame planes) {
        byte[] alpha = new byte[planes.width()];
        byte[] colours = new byte[planes.width()];
        for (int y = 0; y < planes.height(); y++) {
            read(planes, ALPHA, y, alpha);
            if ((and(alpha) & FULL) != FULL) {
                for (int plane = 0; plane < COLOURS; plane++) {
                    read(planes, plane, y, colours);
                    unweight(colours, alpha);
                    write(planes, plane, y, colours);
                }
            }
        }
    }

    private static void unweight(byte[] colours, byte[] alpha) {
        for (int x = 0; x < colours.length; x++) {
            int a = alpha[x] & FULL;
            if (a != 0 && a != FULL) {
                colours[x] = (byte) Math.min(FULL, ((colours[x] & FULL) * FULL + a / 2) / a);
            }
        }
    }

    private static void read(AVFrame frame, int plane, int y, byte[] row) {
        new BytePointer(frame.data(plane))
                .position((long) y * frame.linesize(plane))
                .get(row, 0, row.length);
    }

    private static void write(AVFrame frame, int plane, int y, byte[] row) {
        new BytePointer(frame.data(plane))
                .position((long) y * frame.linesize(plane))
                .put(row, 0, row.length);
    }
}
