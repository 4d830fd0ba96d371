package io.follow.gateway.image;

/** The quantisation tables that a JPEG has defined so far (ITU-T T.81, B.2.4.1). */
final class QuantisationTables {

    private static final int VALUES = 64;
    private static final int TABLES = 4;

    private int defined;

    /** Whether a table is defined. */
    boolean has(int number) {
        return number < TABLES && (defined >> number & 1) == 1;
    }

    /**
     * Adds the tables of the walker's current segment. They must fill it: a decoder that searches for markers would
     * take trailing data for the next segment.
     */
    void define(JpegWalker walker, Bytes bytes) throws ImageException {
        int at = walker.start();
        while (at < walker.end()) {
            int head = bytes.u8(at);
            int number = head & 0xF;
            int wide = head >> 4;
            at += 1 + (wide + 1) * VALUES;
            if (number >= TABLES || wide > 1 || at > walker.end()) {
                throw new ImageException(
                        ImageError.DECODE_FAILED,
                        "a segment of " + walker.length()
                                + " bytes does not consist of whole quantisation tables; expected 65 or 129 for each");
            }
            defined |= 1 << number;
        }
    }
}
