package io.follow.gateway.image.heif;

/** The property that describes the coded data of an item for a decoder. */
interface CodecConfiguration {

    /** Bits per component. */
    int bitDepth();

    Chroma chroma();

    /**
     * Converts stored data to the input of a decoder, without the parts that it does not need.
     *
     * @param stored the data of the item
     * @param width the width in the boxes
     * @param height the height in the boxes
     * @throws HeifException if the codec's own header contradicts the boxes
     */
    byte[] packet(byte[] stored, int width, int height) throws HeifException;
}
