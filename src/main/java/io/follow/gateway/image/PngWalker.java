package io.follow.gateway.image;

import java.util.zip.CRC32;

/** Iterates over the chunks of a PNG. Ends at the end chunk, at an invalid chunk, or at the end of the file. */
final class PngWalker {

    static final int SIGNATURE_BYTES = 8;
    private static final int FRAME_BYTES = 12;

    private final Bytes bytes;
    private int chunk;
    private int length;
    private boolean ended;

    PngWalker(Bytes bytes) {
        this.bytes = bytes;
        this.chunk = SIGNATURE_BYTES - FRAME_BYTES;
    }

    /** Moves to the next chunk; false after the end chunk or if the file is truncated. */
    boolean next() throws ImageException {
        if (ended) {
            return false;
        }
        chunk += length + FRAME_BYTES;
        if (!bytes.has(chunk, FRAME_BYTES)) {
            return false;
        }
        long claimed = bytes.u32(chunk);
        if (!bytes.has(chunk, claimed + FRAME_BYTES) || !named()) {
            return false;
        }
        length = (int) claimed;
        ended = is("IEND");
        return true;
    }

    /** Whether the type consists of letters, as every valid type does. */
    private boolean named() throws ImageException {
        boolean letters = true;
        for (int i = 4; i < 8; i++) {
            int lower = bytes.u8(chunk + i) | 0x20;
            letters &= lower >= 'a' && lower <= 'z';
        }
        return letters;
    }

    /** Whether the end chunk was reached, so that the file is complete. */
    boolean ended() {
        return ended;
    }

    boolean is(String type) {
        return bytes.isAscii(chunk + 4, type);
    }

    /** Whether the first letter is upper case: a decoder must understand such a chunk. */
    boolean critical() throws ImageException {
        return (bytes.u8(chunk + 4) & 0x20) == 0;
    }

    /** The offset of the chunk's content. */
    int start() {
        return chunk + 8;
    }

    int length() {
        return length;
    }

    /** The offset of the chunk, which begins with its length. */
    int chunkStart() {
        return chunk;
    }

    int chunkLength() {
        return length + FRAME_BYTES;
    }

    /** Whether the checksum at the end of the chunk matches its type and content. */
    boolean intact() throws ImageException {
        CRC32 crc = new CRC32();
        crc.update(bytes.data(), chunk + 4, length + 4);
        return crc.getValue() == bytes.u32(start() + length);
    }
}
