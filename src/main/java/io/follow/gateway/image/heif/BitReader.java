package io.follow.gateway.image.heif;

/** Reads bits, the most significant first. Not thread-safe. */
final class BitReader {

    private static final int LONGEST_CODE = 32;

    private final byte[] data;
    private long position;

    BitReader(byte[] data) {
        this.data = data;
    }

    int bit() throws HeifException {
        int at = (int) (position >> 3);
        if (at >= data.length) {
            throw HeifException.broken("a codec's header ends too early");
        }
        int shift = 7 - (int) (position & 7);
        position++;
        return data[at] >> shift & 1;
    }

    boolean flag() throws HeifException {
        return bit() == 1;
    }

    /** At most 32 bits. */
    long bits(int count) throws HeifException {
        long value = 0;
        for (int i = 0; i < count; i++) {
            value = value << 1 | bit();
        }
        return value;
    }

    void skip(int count) {
        position += count;
    }

    /** An Exp-Golomb code: {@code ue(v)} of ITU-T H.265 (9.2), the same as {@code uvlc()} of AV1 (4.10.3). */
    long unsignedCode() throws HeifException {
        int zeros = 0;
        while (bit() == 0) {
            zeros++;
            if (zeros >= LONGEST_CODE) {
                throw HeifException.broken("a codec's header holds a number of more than 32 bits");
            }
        }
        return (1L << zeros) - 1 + bits(zeros);
    }
}
