package io.follow.gateway.image.heif;

/**
 * The properties of a picture according to the header of its codec.
 *
 * @param codedWidth columns in memory, of which only {@code width} are shown
 * @param bitDepth bits per component
 */
record Coding(int width, int height, int codedWidth, int codedHeight, int bitDepth, Chroma chroma) {

    /** Blocks of HEVC have at most 64 pixels per side; a picture is padded to whole ones. */
    private static final int BLOCK = 64;

    /** Compares with the boxes, before a decoder allocates memory for the picture. */
    void checkSame(int expectedWidth, int expectedHeight, CodecConfiguration configuration) throws HeifException {
        if (width != expectedWidth || height != expectedHeight) {
            throw HeifException.broken("the coded picture has " + width + "×" + height + " pixels; expected "
                    + expectedWidth + "×" + expectedHeight + " as the boxes say");
        }
        if (codedWidth - width >= BLOCK || codedHeight - height >= BLOCK) {
            throw HeifException.broken("the coded picture hides " + codedWidth + "×" + codedHeight
                    + " pixels; expected less than a block of padding");
        }
        if (bitDepth != configuration.bitDepth() || chroma != configuration.chroma()) {
            throw HeifException.broken("the coded picture has " + bitDepth + " bits of kind " + chroma + "; expected "
                    + configuration.bitDepth() + " of kind " + configuration.chroma() + " as the boxes say");
        }
    }
}
