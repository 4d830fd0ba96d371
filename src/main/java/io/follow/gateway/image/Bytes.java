package io.follow.gateway.image;

import java.nio.charset.StandardCharsets;

/** Reads numbers from bytes with bounds checks; a read past the end is a broken header, never an index error. */
record Bytes(@SuppressWarnings("ArrayRecordComponent") byte[] data) {

    int length() {
        return data.length;
    }

    /** Whether {@code count} bytes can be read at {@code offset}. */
    boolean has(int offset, long count) {
        return offset >= 0 && count >= 0 && offset + count <= data.length;
    }

    int u8(int offset) throws ImageException {
        require(offset, 1);
        return data[offset] & 0xFF;
    }

    int u16(int offset) throws ImageException {
        require(offset, 2);
        return ((data[offset] & 0xFF) << 8) | (data[offset + 1] & 0xFF);
    }

    /** A big-endian unsigned number of four bytes. */
    long u32(int offset) throws ImageException {
        return ((long) u16(offset) << 16) | u16(offset + 2);
    }

    int u24Little(int offset) throws ImageException {
        return u8(offset) | (u8(offset + 1) << 8) | (u8(offset + 2) << 16);
    }

    long u32Little(int offset) throws ImageException {
        return u24Little(offset) | ((long) u8(offset + 3) << 24);
    }

    boolean startsWith(int offset, byte... expected) {
        if (!has(offset, expected.length)) {
            return false;
        }
        for (int i = 0; i < expected.length; i++) {
            if (data[offset + i] != expected[i]) {
                return false;
            }
        }
        return true;
    }

    boolean isAscii(int offset, String expected) {
        return startsWith(offset, expected.getBytes(StandardCharsets.ISO_8859_1));
    }

    private void require(int offset, int count) throws ImageException {
        if (!has(offset, count)) {
            throw new ImageException(
                    ImageError.DECODE_HEADER_FAILED, "the file ends at byte " + data.length + " inside its header");
        }
    }
}
