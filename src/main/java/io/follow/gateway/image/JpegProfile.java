package io.follow.gateway.image;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts together an ICC profile that is spread over APP2 segments, each with its number and the count of all. */
final class JpegProfile {

    private record Chunk(int number, int count, int start, int end) {}

    private final Bytes bytes;
    private final List<Chunk> chunks = new ArrayList<>();
    private long size;

    JpegProfile(Bytes bytes) {
        this.bytes = bytes;
    }

    /** Adds the bytes from {@code start}, where the number stands, to {@code end}. */
    void add(int start, int end) throws ImageException {
        chunks.add(new Chunk(bytes.u8(start), bytes.u8(start + 1), start + 2, end));
        size += end - start - 2;
    }

    long size() {
        return size;
    }

    /** The profile, or null when there is none or its pieces do not fit: such a picture is taken as sRGB. */
    @Nullable
    ColourProfile assemble() {
        ByteArrayOutputStream joined = new ByteArrayOutputStream((int) size);
        for (int i = 0; i < chunks.size(); i++) {
            Chunk chunk = chunks.get(i);
            if (chunk.number != i + 1 || chunk.count != chunks.size()) {
                return null;
            }
            joined.write(bytes.data(), chunk.start, chunk.end - chunk.start);
        }
        return chunks.isEmpty() ? null : ColourProfile.of(joined.toByteArray());
    }
}
