package io.follow.gateway.image;

/** Turns a file into pixels. Safe for use by several threads. */
public interface Decoder {

    /**
     * Decodes the first picture. Ends soon after an interrupt where the codec allows it.
     *
     * @param data the whole file
     * @param header what {@link HeaderProbe} found in it
     * @param maxWidth the widest rendition that will be made, in pixels after orientation; a decoder may deliver a
     *     smaller picture than the file holds as long as it is still at least this wide and loses no quality
     * @throws ImageException {@link ImageError#DECODE_FAILED} when the data is corrupt, truncated or unreadable
     */
    Picture decode(byte[] data, ImageHeader header, int maxWidth) throws ImageException;

    /**
     * The most memory that decoding this file and making a rendition of it hold at one time, in bytes.
     *
     * @param maxWidth as for {@link #decode}
     */
    long bytesNeeded(ImageHeader header, int maxWidth);

    /** As above for a rendition of full size, which needs the most. */
    default long bytesNeeded(ImageHeader header) {
        return bytesNeeded(header, header.orientedWidth());
    }
}
