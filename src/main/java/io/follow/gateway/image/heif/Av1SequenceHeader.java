package io.follow.gateway.image.heif;

/**
 * A sequence header of AV1 (AV1 Bitstream and Decoding Process, 5.5): the header by which decoders allocate memory.
 *
 * @param profile 0 to 2
 * @param level the index of the first operating point
 * @param tier 0 or 1
 */
record Av1SequenceHeader(int profile, int level, int tier, Coding coding) {

    private static final int SRGB_CHARACTERISTICS = 0x010D00;

    static Av1SequenceHeader read(byte[] content) throws HeifException {
        BitReader bits = new BitReader(content);
        int profile = (int) bits.bits(3);
        bits.skip(1);
        boolean reduced = bits.flag();
        int level;
        int tier = 0;
        if (reduced) {
            level = (int) bits.bits(5);
        } else {
            int[] levelAndTier = operatingPoints(bits);
            level = levelAndTier[0];
            tier = levelAndTier[1];
        }
        int widthBits = (int) bits.bits(4) + 1;
        int heightBits = (int) bits.bits(4) + 1;
        int width = (int) bits.bits(widthBits) + 1;
        int height = (int) bits.bits(heightBits) + 1;
        if (!reduced && bits.flag()) {
            bits.skip(4 + 3);
        }
        bits.skip(3);
        if (!reduced) {
            tools(bits);
        }
        bits.skip(3);
        return colours(bits, profile, level, tier, width, height);
    }

    /** Returns the level and tier of the first operating point. */
    private static int[] operatingPoints(BitReader bits) throws HeifException {
        boolean timing = bits.flag();
        boolean model = false;
        int delayBits = 0;
        if (timing) {
            bits.skip(32 + 32);
            if (bits.flag()) {
                bits.unsignedCode();
            }
            model = bits.flag();
            if (model) {
                delayBits = (int) bits.bits(5) + 1;
                bits.skip(32 + 5 + 5);
            }
        }
        boolean delays = bits.flag();
        int count = (int) bits.bits(5) + 1;
        int[] first = new int[2];
        for (int i = 0; i < count; i++) {
            bits.skip(12);
            int level = (int) bits.bits(5);
            int tier = level > 7 ? bits.bit() : 0;
            if (model && bits.flag()) {
                bits.skip(2 * delayBits + 1);
            }
            if (delays && bits.flag()) {
                bits.skip(4);
            }
            if (i == 0) {
                first = new int[] {level, tier};
            }
        }
        return first;
    }

    /** The coding tools of a sequence that is not a single picture. */
    private static void tools(BitReader bits) throws HeifException {
        bits.skip(4);
        boolean orderHint = bits.flag();
        if (orderHint) {
            bits.skip(2);
        }
        boolean chosenContent = bits.flag();
        boolean contentTools = chosenContent || bits.flag();
        if (contentTools && !bits.flag()) {
            bits.skip(1);
        }
        if (orderHint) {
            bits.skip(3);
        }
    }

    private static Av1SequenceHeader colours(BitReader bits, int profile, int level, int tier, int width, int height)
            throws HeifException {
        boolean deep = bits.flag();
        int bitDepth = deep ? profile == 2 && bits.flag() ? 12 : 10 : 8;
        boolean monochrome = profile != 1 && bits.flag();
        long characteristics = bits.flag() ? bits.bits(24) : 0;
        Chroma chroma;
        if (monochrome) {
            chroma = Chroma.NONE;
        } else if (characteristics == SRGB_CHARACTERISTICS || profile == 1) {
            chroma = Chroma.FULL;
        } else {
            bits.skip(1);
            boolean halvedWidth = profile == 0 || bitDepth < 12 || bits.flag();
            boolean halvedHeight = profile == 0 || (bitDepth == 12 && halvedWidth && bits.flag());
            chroma = Av1Configuration.chroma(false, halvedWidth, halvedHeight);
        }
        return new Av1SequenceHeader(profile, level, tier, new Coding(width, height, width, height, bitDepth, chroma));
    }
}
