package io.follow.gateway.image.ffmpeg;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Joins the upper and lower half of a picture, encoded as separate JPEGs, into one file without re-encoding. A restart
 * marker separates the halves: coding starts afresh there, as at the start of a file (ITU-T T.81, B.2.4.4 and E.1.4).
 */
final class JpegHalves {

    /** The maximum number of rows in a unit. */
    private static final int ROWS = 16;

    /** The restart interval is a 16-bit number of units. */
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

    /**
     * Whether a picture of this size can be joined from two halves, even if the units are single blocks of 8×8 pixels.
     */
    static boolean areFor(int width, int height) {
        return height > ROWS && (width / BLOCK + 1L) * (middle(height) / BLOCK) <= MOST_UNITS;
    }

    /**
     * The first row of the lower half. The upper half consists of whole units and is not the smaller one: restart
     * intervals are equal, and there must be only one restart.
     */
    static int middle(int height) {
        int half = (height + 1) / 2;
        return (half + ROWS - 1) / ROWS * ROWS;
    }

    /**
     * Joins two baseline files with the same writer, quality and width.
     *
     * @param upper the half above {@link #middle}
     * @throws IllegalStateException if the headers of the two files differ
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

    /** The number of units in the upper rows; the component with the most samples determines the size of a unit. */
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
