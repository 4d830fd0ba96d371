package io.follow.gateway.image.heif;

import java.io.ByteArrayOutputStream;

/**
 * A picture coded by AV1.
 *
 * @param data its units, without delimiters
 */
record Av1Picture(Av1SequenceHeader header, @SuppressWarnings("ArrayRecordComponent") byte[] data) {

    private static final int MARKER_AND_VERSION = 0x81;

    static Av1Picture of(byte[] coded) throws HeifException {
        ByteRange range = ByteRange.of(coded);
        ByteArrayOutputStream kept = new ByteArrayOutputStream(coded.length);
        Av1SequenceHeader header = null;
        while (range.remaining() > 0) {
            Av1Unit unit = Av1Unit.next(range);
            if (unit.isSequenceHeader() && header == null) {
                header = Av1SequenceHeader.read(unit.content().rest());
            }
            if (unit.isNeeded()) {
                unit.writeTo(kept);
            }
        }
        if (header == null) {
            throw HeifException.broken("the coded picture has no sequence header");
        }
        return new Av1Picture(header, kept.toByteArray());
    }

    /** The content of the {@code av1C} property. */
    byte[] configuration() {
        boolean monochrome = header.coding().chroma() == Chroma.NONE;
        boolean halvedWidth = header.coding().chroma() != Chroma.FULL;
        boolean halvedHeight = halvedWidth && header.coding().chroma() != Chroma.HALVED_WIDTH;
        int flags = header.tier() << 7 | (monochrome ? 0x10 : 0) | (halvedWidth ? 8 : 0) | (halvedHeight ? 4 : 0);
        return new byte[] {(byte) MARKER_AND_VERSION, (byte) (header.profile() << 5 | header.level()), (byte) flags, 0};
    }
}
