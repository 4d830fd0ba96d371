package io.follow.gateway.image.heif;

/** The property that tells a decoder what it needs to know of an item. */
interface CodecConfiguration {

    /** Bits per component. */
    int bitDepth();

    Chroma chroma();

    /**
     * Makes the input of a decoder of stored data, without what it does not need.
     *
     * @param stored the data of the item
     * @param width the width that the boxes say
     * @param height the height that the boxes say
     * @throws HeifException if the codec's own header contradicts the boxes
     */
    byte[] packet(byte[] stored, int width, int height) throws HeifException;
}
