package io.follow.gateway.image.ffmpeg;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Joins the upper and the lower part of a picture, written as JPEGs of their own, into one file without touching their
 * pixels. A restart marker stands where the lower part begins: there, too, everything is coded anew (ITU-T T.81, B.2.4.4
 * and E.1.4).
 */
final class JpegHalves {

    /** The most rows that are coded together. */
    private static final int ROWS = 16;

    /** A file counts the units up to a restart in 16 bits. */
    private static final int MOST_UNITS = 65_535;

    private static final int SOF0 = 0xC0;
    private static final int SOS = 0xDA;
    private static final short RESTART_INTERVAL = (short) 0xFFDD;
    private static final short RESTART = (short) 0xFFD0;
    private static final int MARKER_BYTES = 2;
    private static final int BLOCK = 8;

    private final ByteBuffer upper;
    private int frame;
    private int scan;
    private int pixels;

    private JpegHalves(byte[] upper) {
        this.upper = ByteBuffer.wrap(upper);
        for (int at = MARKER_BYTES; scan == 0; at += MARKER_BYTES + u16(at + MARKER_BYTES)) {
            int marker = upper[at + 1] & 0xFF;
            if (marker == SOF0) {
                frame = at;
            } else if (marker == SOS) {
                scan = at;
                pixels = at + MARKER_BYTES + u16(at + MARKER_BYTES);
            }
        }
    }

    /** Whether a picture of that size can be joined from two, even if the units were single blocks of 8 by 8 pixels. */
    static boolean areFor(int width, int height) {
        return height > ROWS && (width / BLOCK + 1L) * (middle(height) / BLOCK) <= MOST_UNITS;
    }

    /**
     * Where the lower part begins. The upper one ends with whole units, and it is not the smaller one: restarts come at
     * equal distances, and there is to be only one.
     */
    static int middle(int height) {
        int half = (height + 1) / 2;
        return (half + ROWS - 1) / ROWS * ROWS;
    }

    /**
     * Joins two baseline files of the same writer, quality and width.
     *
     * @param upper the part above {@link #middle}
     * @throws IllegalStateException when the two were not written in the same way
     */
    static byte[] join(byte[] upper, byte[] lower) {
        return new JpegHalves(upper).with(lower);
    }

    private byte[] with(byte[] lower) {
        int height = frame + 5;
        int rows = u16(height);
        int rowsBelow = ByteBuffer.wrap(lower).getShort(height) & 0xFFFF;
        byte[] head = Arrays.copyOf(upper.array(), pixels);
        ByteBuffer.wrap(head).putShort(height, (short) rowsBelow);
        if (!Arrays.equals(head, 0, pixels, lower, 0, pixels)) {
            throw new IllegalStateException("the two parts of a picture have different JPEG headers");
        }
        ByteBuffer.wrap(head).putShort(height, (short) (rows + rowsBelow));
        int end = upper.capacity() - MARKER_BYTES;
        return ByteBuffer.allocate(end + 4 * MARKER_BYTES + lower.length - pixels)
                .put(head, 0, scan)
                .putShort(RESTART_INTERVAL)
                .putShort((short) 4)
                .putShort((short) unitsIn(rows))
                .put(head, scan, pixels - scan)
                .put(upper.array(), pixels, end - pixels)
                .putShort(RESTART)
                .put(lower, pixels, lower.length - pixels)
                .array();
    }

    /** How many units there are in the upper rows; each holds what the component with the most samples has in its blocks. */
    private int unitsIn(int rows) {
        int across = 1;
        int down = 1;
        int components = upper.get(frame + 9);
        for (int i = 0; i < components; i++) {
            int sampling = upper.get(frame + 11 + 3 * i);
            across = Math.max(across, sampling >> 4);
            down = Math.max(down, sampling & 0xF);
        }
        int perRow = (u16(frame + 7) + BLOCK * across - 1) / (BLOCK * across);
        return perRow * (rows / (BLOCK * down));
    }

    private int u16(int at) {
        return upper.getShort(at) & 0xFFFF;
    }
}
