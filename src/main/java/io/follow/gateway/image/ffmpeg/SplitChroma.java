package io.follow.gateway.image.ffmpeg;

import io.follow.gateway.image.Area;
import io.follow.gateway.image.ImageError;
import io.follow.gateway.image.ImageException;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;

/**
 * Cuts a part out of a picture with subsampled chroma that begins in the middle of a chroma sample. Each new sample is the
 * mean of those that it overlaps.
 */
final class SplitChroma {

    private static final int FULL = 0xFF;

    private SplitChroma() {}

    /** A copy of the part, which the caller frees. */
    static AVFrame part(AVFrame source, Area part) throws ImageException {
        int width = part.size().width();
        int height = part.size().height();
        AVFrame target = Frames.allocate(width, height, source.format(), ImageError.PROCESS_FAILED);
        byte[] row = new byte[width];
        for (int y = 0; y < height; y++) {
            at(source, 0, part.left(), part.top() + y).get(row, 0, width);
            at(target, 0, 0, y).put(row, 0, width);
        }
        average(source, target, 1, part);
        average(source, target, 2, part);
        return target;
    }

    private static void average(AVFrame source, AVFrame target, int plane, Area part) {
        int sourceWidth = halfOf(source.width());
        int lastRow = halfOf(source.height()) - 1;
        byte[] above = new byte[sourceWidth];
        byte[] below = new byte[sourceWidth];
        byte[] row = new byte[halfOf(target.width())];
        int left = part.left() / 2;
        int right = part.left() & 1;
        for (int y = 0; y < halfOf(target.height()); y++) {
            int first = part.top() / 2 + y;
            at(source, plane, 0, first).get(above, 0, sourceWidth);
            at(source, plane, 0, Math.min(lastRow, first + (part.top() & 1))).get(below, 0, sourceWidth);
            for (int x = 0; x < row.length; x++) {
                int from = left + x;
                int to = Math.min(sourceWidth - 1, from + right);
                int sum = (above[from] & FULL) + (above[to] & FULL) + (below[from] & FULL) + (below[to] & FULL);
                row[x] = (byte) ((sum + 2) / 4);
            }
            at(target, plane, 0, y).put(row, 0, row.length);
        }
    }

    private static int halfOf(int side) {
        return (side + 1) / 2;
    }

    private static BytePointer at(AVFrame frame, int plane, int x, int y) {
        return new BytePointer(frame.data(plane)).position((long) y * frame.linesize(plane) + x);
    }
}
