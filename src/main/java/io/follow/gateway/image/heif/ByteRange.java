package io.follow.gateway.image.heif;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A cursor over a part of a file. A read past the end throws a {@link HeifException}, never an index error.
 *
 * <p>Not thread-safe; the bytes are not copied.
 */
final class ByteRange {

    private final byte[] data;
    private final int start;
    private final int end;
    private int position;

    private ByteRange(byte[] data, int start, int end) {
        this.data = data;
        this.start = start;
        this.position = start;
        this.end = end;
    }

    static ByteRange of(byte[] data) {
        return new ByteRange(data, 0, data.length);
    }

    /** Returns the next bytes as a separate range, and moves past them. */
    ByteRange take(long length) throws HeifException {
        if (length < 0 || length > remaining()) {
            throw HeifException.broken(
                    "a box says " + length + " bytes; only " + remaining() + " are left, the file may be truncated");
        }
        ByteRange taken = new ByteRange(data, position, position + (int) length);
        position += (int) length;
        return taken;
    }

    /** Returns a part of this range by its offset, independent of the position. */
    ByteRange part(long offset, long length) throws HeifException {
        long size = (long) end - start;
        if (offset < 0 || length < 0 || offset > size || length > size - offset) {
            throw HeifException.broken("coded data is at byte " + offset + " with " + length + " bytes; only " + size
                    + " are there, the file may be truncated");
        }
        return new ByteRange(data, start + (int) offset, start + (int) (offset + length));
    }

    int remaining() {
        return end - position;
    }

    /** The offset of the next byte in the file. */
    int offset() {
        return position;
    }

    void skip(int count) throws HeifException {
        require(count);
        position += count;
    }

    int u8() throws HeifException {
        require(1);
        return data[position++] & 0xFF;
    }

    int u16() throws HeifException {
        return (u8() << 8) | u8();
    }

    long u32() throws HeifException {
        return ((long) u16() << 16) | u16();
    }

    int s32() throws HeifException {
        return (int) u32();
    }

    /** Rejects numbers larger than {@link Long#MAX_VALUE}, because no file is that long. */
    long u64() throws HeifException {
        long value = (u32() << 32) | u32();
        if (value < 0) {
            throw HeifException.broken("a length of more than 2^63 bytes; expected one within the file");
        }
        return value;
    }

    /** An unsigned number of 0, 2, 4 or 8 bytes. */
    long number(int bytes) throws HeifException {
        return switch (bytes) {
            case 0 -> 0;
            case 2 -> u16();
            case 4 -> u32();
            case 8 -> u64();
            default -> throw HeifException.broken("a number of " + bytes + " bytes; expected 0, 4 or 8");
        };
    }

    /** Four characters; each byte outside ASCII is shown as {@code ?}. */
    String fourCharacters() throws HeifException {
        require(4);
        String text = new String(data, position, 4, StandardCharsets.ISO_8859_1).replaceAll("[^ -~]", "?");
        position += 4;
        return text;
    }

    /** Text up to a zero byte or the end. */
    String text() throws HeifException {
        int from = position;
        while (position < end && data[position] != 0) {
            position++;
        }
        String text = new String(data, from, position - from, StandardCharsets.UTF_8);
        if (position < end) {
            position++;
        }
        return text;
    }

    /** Returns a copy of the unread bytes. */
    byte[] rest() {
        return Arrays.copyOfRange(data, position, end);
    }

    private void require(int count) throws HeifException {
        if (count > remaining()) {
            throw HeifException.broken("a box ends at byte " + end + " inside its content, the file may be truncated");
        }
    }
}
