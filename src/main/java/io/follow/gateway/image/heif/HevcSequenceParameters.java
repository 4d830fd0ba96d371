package io.follow.gateway.image.heif;

import java.io.ByteArrayOutputStream;

/**
 * Reads the start of a sequence parameter set of HEVC (ITU-T H.265, 7.3.2.2): the fields by which decoders allocate
 * memory.
 */
final class HevcSequenceParameters {

    private static final int UNIT_HEADER = 2;
    private static final int PROFILE_BITS = 88;
    private static final int LEVEL_BITS = 8;
    private static final int LAYERS = 8;
    private static final int LONGEST_SIDE = 1 << 16;

    private HevcSequenceParameters() {}

    static Coding read(HevcUnit unit) throws HeifException {
        BitReader bits = new BitReader(unescaped(unit.content().rest()));
        bits.skip(4);
        int subLayers = (int) bits.bits(3);
        bits.skip(1);
        skipProfiles(bits, subLayers);
        bits.unsignedCode();
        int chroma = (int) bits.unsignedCode();
        if (chroma > 3 || (chroma == 3 && bits.flag())) {
            throw HeifException.unsupported("the coded picture has separate colour planes; expected them together");
        }
        int codedWidth = side(bits);
        int codedHeight = side(bits);
        int width = codedWidth;
        int height = codedHeight;
        if (bits.flag()) {
            long unitWidth = chroma == 1 || chroma == 2 ? 2 : 1;
            long unitHeight = chroma == 1 ? 2 : 1;
            width = shown(width, unitWidth * (bits.unsignedCode() + bits.unsignedCode()));
            height = shown(height, unitHeight * (bits.unsignedCode() + bits.unsignedCode()));
        }
        int bitDepth = (int) bits.unsignedCode() + 8;
        return new Coding(width, height, codedWidth, codedHeight, bitDepth, Chroma.ofHevc(chroma));
    }

    private static int side(BitReader bits) throws HeifException {
        long side = bits.unsignedCode();
        if (side < 1 || side > LONGEST_SIDE) {
            throw HeifException.broken("the coded picture has a side of " + side + " pixels");
        }
        return (int) side;
    }

    private static int shown(int coded, long hidden) throws HeifException {
        if (hidden >= coded) {
            throw HeifException.broken("the coded picture hides all of its " + coded + " columns or rows");
        }
        return (int) (coded - hidden);
    }

    private static void skipProfiles(BitReader bits, int subLayers) throws HeifException {
        bits.skip(PROFILE_BITS + LEVEL_BITS);
        int skipped = 0;
        for (int i = 0; i < subLayers; i++) {
            skipped += bits.flag() ? PROFILE_BITS : 0;
            skipped += bits.flag() ? LEVEL_BITS : 0;
        }
        if (subLayers > 0) {
            bits.skip(2 * (LAYERS - subLayers));
        }
        bits.skip(skipped);
    }

    /** Returns the content without the header and without emulation prevention bytes. */
    private static byte[] unescaped(byte[] unit) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(unit.length);
        int zeros = 0;
        for (int i = UNIT_HEADER; i < unit.length; i++) {
            if (zeros >= 2 && unit[i] == 3) {
                zeros = 0;
            } else {
                zeros = unit[i] == 0 ? zeros + 1 : 0;
                out.write(unit[i]);
            }
        }
        return out.toByteArray();
    }
}
