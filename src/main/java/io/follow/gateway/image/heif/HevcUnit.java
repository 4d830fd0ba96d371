package io.follow.gateway.image.heif;

import java.io.ByteArrayOutputStream;

/**
 * A NAL unit of HEVC (ITU-T H.265, 7.3.1).
 *
 * @param type 0 to 63
 * @param layer 0 for the base layer, the only one that is decoded
 * @param content the whole unit
 */
record HevcUnit(int type, int layer, ByteRange content) {

    private static final int FIRST_INTRA = 16;
    private static final int LAST_INTRA = 21;
    private static final int LAST_SLICE = 31;
    private static final int VIDEO_PARAMETERS = 32;
    private static final int SEQUENCE_PARAMETERS = 33;
    private static final int PICTURE_PARAMETERS = 34;
    private static final int SUFFIX_INFORMATION = 40;
    private static final byte[] START_CODE = {0, 0, 0, 1};

    static HevcUnit of(ByteRange unit) throws HeifException {
        ByteRange head = unit.part(0, unit.remaining());
        int bits = head.u16();
        return new HevcUnit(bits >> 9 & 0x3F, bits >> 3 & 0x3F, unit);
    }

    boolean isParameterSet() {
        return layer == 0 && type >= VIDEO_PARAMETERS && type <= PICTURE_PARAMETERS;
    }

    boolean isSequenceParameterSet() {
        return layer == 0 && type == SEQUENCE_PARAMETERS;
    }

    /** Whether it is a slice of a picture that does not refer to others. */
    boolean isSlice() throws HeifException {
        if (layer == 0 && type <= LAST_SLICE && (type < FIRST_INTRA || type > LAST_INTRA)) {
            throw HeifException.unsupported("the coded picture refers to others; expected one that stands alone");
        }
        return layer == 0 && type <= LAST_INTRA;
    }

    /** Whether it may contain a checksum of the pixels. */
    boolean isChecksum() {
        return layer == 0 && type == SUFFIX_INFORMATION;
    }

    /** Writes it in the byte stream format (annex B), which every decoder reads. */
    void writeTo(ByteArrayOutputStream out) {
        out.writeBytes(START_CODE);
        out.writeBytes(content.rest());
    }
}
