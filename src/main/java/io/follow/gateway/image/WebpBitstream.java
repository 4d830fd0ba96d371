package io.follow.gateway.image;

/** The first bytes of a VP8 key frame (RFC 6386, 9.1) or of a VP8L picture (RFC 9649, 3). */
record WebpBitstream(int width, int height, boolean alpha, boolean lossless) {

    private static final int LOSSLESS_SIGNATURE = 0x2F;

    static WebpBitstream read(Bytes bytes, int start, boolean lossless) throws ImageException {
        return lossless ? lossless(bytes, start) : lossy(bytes, start);
    }

    private static WebpBitstream lossy(Bytes bytes, int start) throws ImageException {
        boolean keyFrame = (bytes.u8(start) & 1) == 0;
        if (!keyFrame || bytes.u24Little(start + 3) != 0x2A019D) {
            throw new ImageException(
                    ImageError.DECODE_HEADER_FAILED, "the VP8 chunk does not begin with a key frame (9D 01 2A)");
        }
        int sides = bytes.u24Little(start + 6) | (bytes.u8(start + 9) << 24);
        return new WebpBitstream(sides & 0x3FFF, (sides >>> 16) & 0x3FFF, false, false);
    }

    private static WebpBitstream lossless(Bytes bytes, int start) throws ImageException {
        if (bytes.u8(start) != LOSSLESS_SIGNATURE) {
            throw new ImageException(ImageError.DECODE_HEADER_FAILED, "the VP8L chunk does not begin with 2F");
        }
        long bits = bytes.u32Little(start + 1);
        int width = (int) (bits & 0x3FFF) + 1;
        int height = (int) ((bits >>> 14) & 0x3FFF) + 1;
        return new WebpBitstream(width, height, ((bits >>> 28) & 1) == 1, true);
    }
}
