package io.follow.gateway.image.heif;

import java.io.ByteArrayOutputStream;

/**
 * An open bitstream unit of AV1 (AV1 Bitstream and Decoding Process, 5.3).
 *
 * @param type 0 to 15
 * @param head the header without the length
 * @param content what follows
 */
record Av1Unit(int type, @SuppressWarnings("ArrayRecordComponent") byte[] head, ByteRange content) {

    private static final int SEQUENCE_HEADER = 1;
    private static final int FRAME_HEADER = 3;
    private static final int FRAME = 6;
    private static final int METADATA = 5;
    private static final int TILE_LIST = 8;
    private static final int HAS_EXTENSION = 4;
    private static final int HAS_LENGTH = 2;
    private static final int LONGEST_NUMBER = 8;

    static Av1Unit next(ByteRange range) throws HeifException {
        int first = range.u8();
        boolean extended = (first & HAS_EXTENSION) != 0;
        byte[] head = extended
                ? new byte[] {(byte) (first | HAS_LENGTH), (byte) range.u8()}
                : new byte[] {(byte) (first | HAS_LENGTH)};
        long length = (first & HAS_LENGTH) == 0 ? range.remaining() : length(range);
        return new Av1Unit(first >> 3 & 0xF, head, range.take(length));
    }

    /** Reads a number of seven bits per byte, the lowest first ({@code leb128}). */
    private static long length(ByteRange range) throws HeifException {
        long value = 0;
        for (int i = 0; i < LONGEST_NUMBER; i++) {
            int next = range.u8();
            value |= (long) (next & 0x7F) << (7 * i);
            if (next < 0x80) {
                return value;
            }
        }
        throw HeifException.broken("a length of the coded picture has more than 8 bytes");
    }

    boolean isSequenceHeader() {
        return type == SEQUENCE_HEADER;
    }

    boolean isFrame() {
        return type == FRAME || type == FRAME_HEADER;
    }

    /** Whether it is not a delimiter, metadata or padding. */
    boolean isNeeded() {
        return type == SEQUENCE_HEADER || (type >= FRAME_HEADER && type < TILE_LIST && type != METADATA);
    }

    void writeTo(ByteArrayOutputStream out) {
        out.writeBytes(head);
        int length = content.remaining();
        while (length >= 0x80) {
            out.write((length & 0x7F) | 0x80);
            length >>= 7;
        }
        out.write(length);
        out.writeBytes(content.rest());
    }
}
