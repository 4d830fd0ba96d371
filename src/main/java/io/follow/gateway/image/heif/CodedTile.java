package io.follow.gateway.image.heif;

import java.io.ByteArrayOutputStream;
import java.util.List;

/** The location of the data of a coded picture, and its decoder configuration. Immutable. */
public final class CodedTile {

    private final CodecConfiguration configuration;
    private final List<Extent> parts;

    CodedTile(CodecConfiguration configuration, List<Extent> parts) {
        this.configuration = configuration;
        this.parts = List.copyOf(parts);
    }

    CodecConfiguration configuration() {
        return configuration;
    }

    /** The number of bytes of coded data. */
    public long length() {
        return parts.stream().mapToLong(Extent::length).sum();
    }

    /**
     * Returns the input for a decoder: one picture with everything that describes it.
     *
     * @param file the whole file
     * @param width the width in the boxes
     * @param height the height in the boxes
     * @throws HeifException if the coded data is damaged or contradicts the boxes; a decoder that is given the result
     *     allocates no memory for more pixels than these
     */
    public byte[] packet(byte[] file, int width, int height) throws HeifException {
        ByteRange all = ByteRange.of(file);
        ByteArrayOutputStream stored = new ByteArrayOutputStream((int) length());
        for (Extent part : parts) {
            stored.writeBytes(all.part(part.offset(), part.length()).rest());
        }
        return configuration.packet(stored.toByteArray(), width, height);
    }
}
