package io.follow.gateway.image;

import io.follow.gateway.image.PngColours.Span;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Checks whether the coded pixels of a PNG are complete, without keeping any. */
final class PngPixels {

    private static final int STEP = 1 << 16;

    /** The seven passes of Adam7: first column and row, then the steps to the next. */
    private static final int[][] PASSES = {
        {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
    };

    private PngPixels() {}

    /** Rejects a file without its end chunk that lacks some of its pixels, too. */
    static void requireWhole(Bytes bytes, List<Span> pieces) throws ImageException {
        if (!areWhole(bytes, pieces)) {
            throw new ImageException(
                    ImageError.DECODE_FAILED, "the file ends before its last pixel; expected whole image/png data");
        }
    }

    /**
     * Whether the zlib stream is complete and contains at least all rows. Does not inflate more than that.
     *
     * @param bytes a file that begins with a complete IHDR
     * @param pieces the contents of its IDAT chunks
     */
    static boolean areWhole(Bytes bytes, List<Span> pieces) throws ImageException {
        long expected = expected(bytes);
        Inflater inflater = new Inflater();
        try {
            byte[] step = new byte[STEP];
            for (Span piece : pieces) {
                inflater.setInput(bytes.data(), piece.start(), piece.length());
                int count = -1;
                while (count != 0 && inflater.getBytesWritten() <= expected) {
                    count = inflater.inflate(step);
                }
            }
            long found = inflater.getBytesWritten();
            return found > expected || (found == expected && inflater.finished());
        } catch (DataFormatException e) {
            // Damage is a valid outcome; the caller reports it.
            return false;
        } finally {
            inflater.end();
        }
    }

    /** The size of all rows, including their filter bytes. */
    private static long expected(Bytes bytes) throws ImageException {
        return passes(bytes).stream().mapToLong(Pass::bytes).sum();
    }

    /**
     * The rows of a pass over the picture, which is the only one unless it is interlaced.
     *
     * @param rowBytes the size of a row, including its filter byte
     */
    record Pass(long rows, int rowBytes) {
        long bytes() {
            return rows * rowBytes;
        }
    }

    /** The passes that have pixels, of a file that begins with a complete IHDR. */
    static List<Pass> passes(Bytes bytes) throws ImageException {
        int header = PngWalker.SIGNATURE_BYTES + 8;
        long width = bytes.u32(header);
        long height = bytes.u32(header + 4);
        int channels =
                switch (bytes.u8(header + 9)) {
                    case 2 -> 3;
                    case 4 -> 2;
                    case 6 -> 4;
                    default -> 1;
                };
        long bits = (long) channels * bytes.u8(header + 8);
        if (bytes.u8(header + 12) == 0) {
            return List.of(pass(width, height, bits));
        }
        return Arrays.stream(PASSES)
                .map(pass -> pass(
                        (width - pass[0] + pass[2] - 1) / pass[2], (height - pass[1] + pass[3] - 1) / pass[3], bits))
                .filter(pass -> pass.rows() > 0)
                .toList();
    }

    private static Pass pass(long width, long height, long bits) {
        return new Pass(width == 0 ? 0 : height, (int) (1 + (width * bits + 7) / 8));
    }
}
