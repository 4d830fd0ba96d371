package io.follow.gateway.image.ffmpeg;

import java.nio.ByteBuffer;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;

/**
 * The rows of a frame as libjpeg takes them: sixteen of luma and eight of each chroma plane at a time, in whole blocks.
 * Rows that do not end with a block are copied and continued with their last value, because what follows them in a frame
 * is the neighbour of a part that was cut out, or was never written.
 */
final class JpegRows implements AutoCloseable {

    /** The rows of luma in a unit. */
    static final int LUMA = 16;

    private static final int PLANES = 3;
    private static final int CHROMA = LUMA / 2;

    private final AVFrame frame;
    private final int from;
    private final int end;
    private final boolean whole;

    /** An array for each plane, and the rows of all. */
    private final LongPointer addresses = new LongPointer(PLANES + LUMA + 2L * CHROMA);

    private final BytePointer copies;
    private final ByteBuffer copied;
    private final int copyWidth;

    JpegRows(AVFrame frame, int from, int rows) {
        this.frame = frame;
        this.from = from;
        this.end = from + rows;
        this.whole = frame.width() % LUMA == 0;
        this.copyWidth = (frame.width() + LUMA - 1) / LUMA * LUMA;
        this.copies = new BytePointer(whole ? 1L : (LUMA + 2L * CHROMA) * copyWidth);
        this.copied = copies.asByteBuffer();
        long row = addresses.address() + (long) PLANES * Long.BYTES;
        for (int plane = 0; plane < PLANES; plane++) {
            addresses.put(plane, row);
            row += (long) rowsOf(plane) * Long.BYTES;
        }
    }

    private static int rowsOf(int plane) {
        return plane == 0 ? LUMA : CHROMA;
    }

    /** The address of the arrays for a unit, valid until the next call; rows below the last one repeat it. */
    long at(int row) {
        int index = PLANES;
        for (int plane = 0; plane < PLANES; plane++) {
            int step = plane == 0 ? 1 : 2;
            int first = (from + row) / step;
            int last = (end - 1) / step;
            for (int i = 0; i < rowsOf(plane); i++) {
                long source = frame.data(plane).address() + (long) Math.min(first + i, last) * frame.linesize(plane);
                addresses.put(index, whole ? source : copy(source, index - PLANES, (frame.width() + step - 1) / step));
                index++;
            }
        }
        return addresses.address();
    }

    private long copy(long source, int slot, int width) {
        int start = slot * copyWidth;
        Pointer.memcpy(new Address(copies.address() + start), new Address(source), width);
        byte last = copied.get(start + width - 1);
        for (int x = width; x < copyWidth; x++) {
            copied.put(start + x, last);
        }
        return copies.address() + start;
    }

    /** A pointer to memory of others. */
    private static final class Address extends Pointer {
        Address(long address) {
            this.address = address;
        }
    }

    @Override
    public void close() {
        addresses.close();
        copies.close();
    }
}
