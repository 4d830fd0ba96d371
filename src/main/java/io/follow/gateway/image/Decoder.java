package io.follow.gateway.image;

/** Decodes a file into pixels. Thread-safe. */
public interface Decoder {

    /**
     * Decodes the first picture. Returns soon after an interrupt if the codec supports it.
     *
     * @param data the whole file
     * @param header its header as read by {@link HeaderProbe}
     * @param maxWidth the width of the widest rendition to be made, in pixels after orientation; a decoder may return a
     *     smaller picture than the file contains as long as it is at least this wide and loses no quality
     * @throws ImageException {@link ImageError#DECODE_FAILED} if the data is corrupt, truncated or unreadable
     */
    Picture decode(byte[] data, ImageHeader header, int maxWidth) throws ImageException;

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
