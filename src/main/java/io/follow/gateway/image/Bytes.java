package io.follow.gateway.image;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A file at the start of an array, and the numbers in it. A read past the end of the file is a broken header, never an
 * index error.
 *
 * @param data the array, which may be longer than the file
 * @param length the size of the file in bytes
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Bytes(byte[] data, int length) {

    /** A file that fills an array. */
    public static Bytes of(byte[] file) {
        return new Bytes(file, file.length);
    }

    /** The file in an array of its size: the given one if it has that size, or else a copy. */
    public byte[] exact() {
        return first(length);
    }

    /** The first bytes of the file, as many as there are at most. */
    byte[] first(int count) {
        int size = Math.min(count, length);
        return size == data.length ? data : Arrays.copyOf(data, size);
    }

    /** Whether {@code count} bytes can be read at {@code offset}. */
    boolean has(int offset, long count) {
        return offset >= 0 && count >= 0 && offset + count <= length;
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
                    ImageError.DECODE_HEADER_FAILED, "the file ends at byte " + length + " inside its header");
        }
    }
}
