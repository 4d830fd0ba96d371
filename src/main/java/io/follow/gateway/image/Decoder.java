package io.follow.gateway.image;

/** Decodes a file into pixels. Thread-safe. */
public interface Decoder {

    /**
     * Decodes the first picture. Returns soon after an interrupt if the codec supports it.
     *
     * @param file the whole file; not used after the call, unless it ends by an interrupt
     * @param header its header as read by {@link HeaderProbe}
     * @param maxWidth the width of the widest rendition to be made, in pixels after orientation; a decoder may return a
     *     smaller picture than the file contains as long as it is at least this wide and loses no quality
     * @throws ImageException {@link ImageError#DECODE_FAILED} if the data is corrupt, truncated or unreadable
     */
    Picture decode(Bytes file, ImageHeader header, int maxWidth) throws ImageException;

    /** The same for a file that fills an array. */
    default Picture decode(byte[] file, ImageHeader header, int maxWidth) throws ImageException {
        return decode(Bytes.of(file), header, maxWidth);
    }

    /**
     * The peak memory, in bytes, for decoding this file and making a rendition of it.
     *
     * @param maxWidth as for {@link #decode}
     */
    long bytesNeeded(ImageHeader header, int maxWidth);

    /** The same for a full-size rendition, which needs the most. */
    default long bytesNeeded(ImageHeader header) {
        return bytesNeeded(header, header.orientedWidth());
    }
}
