package io.follow.gateway.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Assembles an ICC profile that is split over APP2 segments, each with its number and the total, by the rules of
 * libvips: only the numbers determine the order, of two pieces with the same number the later one counts, and the
 * profile ends before the first missing number.
 */
final class JpegProfile {

    private static final int MAX_PIECES = 255;

    private record Chunk(int start, int end) {}

    private final Bytes bytes;
    private final @Nullable Chunk[] chunks = new Chunk[MAX_PIECES + 1];
    private long size;

    JpegProfile(Bytes bytes) {
        this.bytes = bytes;
    }

    /** Adds the bytes from {@code start}, the position of the number, to {@code end}. */
    void add(int start, int end) throws ImageException {
        chunks[bytes.u8(start)] = new Chunk(start + 2, end);
        size += end - start - 2;
    }

    /** The size of all pieces in bytes, including ignored ones. */
    long size() {
        return size;
    }

    /** The profile, or null if there is none or its pieces do not fit together: such a picture counts as sRGB. */
    @Nullable
    ColourProfile assemble() {
        ByteArrayOutputStream joined = new ByteArrayOutputStream((int) size);
        for (int number = 1; number <= MAX_PIECES; number++) {
            Chunk chunk = chunks[number];
            if (chunk == null) {
                break;
            }
            joined.write(bytes.data(), chunk.start, chunk.end - chunk.start);
        }
        return joined.size() == 0 ? null : ColourProfile.of(withinItsBytes(joined.toByteArray()));
    }

    /** Limits the declared size to the available bytes, as colour engines do; tags beyond them remain missing. */
    private static byte[] withinItsBytes(byte[] profile) {
        if (profile.length >= Integer.BYTES) {
            ByteBuffer size = ByteBuffer.wrap(profile);
            if (Integer.toUnsignedLong(size.getInt(0)) > profile.length) {
                size.putInt(0, profile.length);
            }
        }
        return profile;
    }
}
