package io.follow.gateway.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Puts together an ICC profile that is spread over APP2 segments, each with its number and the count of all, by the rules
 * of libvips: the numbers alone say where a piece belongs, of two with the same number the later one counts, and the
 * profile ends before the first number that is missing.
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

    /** Adds the bytes from {@code start}, where the number stands, to {@code end}. */
    void add(int start, int end) throws ImageException {
        chunks[bytes.u8(start)] = new Chunk(start + 2, end);
        size += end - start - 2;
    }

    /** The bytes of all pieces, also of those that do not count. */
    long size() {
        return size;
    }

    /** The profile, or null when there is none or its pieces do not fit: such a picture is taken as sRGB. */
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

    /** As colour engines do, takes a size beyond the last byte as that byte; tags beyond it are still missing. */
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
