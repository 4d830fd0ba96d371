package io.follow.gateway.image;

import java.util.Arrays;

/**
 * Decodes the pictures of a GIF. Implemented in Java, because damage is detected only by decoding every code (LZW,
 * GIF89a specification, appendix F), which is the whole work; it is as fast as native decoders, which do not detect
 * most damage.
 */
public final class GifPixels {

    private static final int MOST_CODES = 1 << 12;

    /** The rows of the four passes of an interlaced picture, then those of another one. */
    private static final int[] START = {0, 4, 2, 1, 0};

    private static final int[] STEP = {8, 8, 4, 2, 1};
    private static final int WHOLE = 4;

    private GifPixels() {}

    /** Takes the rows of a picture, in any order. */
    @FunctionalInterface
    public interface Rows {

        /**
         * Takes one row.
         *
         * @param pixels one per integer, as alpha, red, green and blue; used again after the call
         */
        void put(int y, int[] pixels);
    }

    /** Decodes the first picture and places it on its transparent canvas; passes each row of the canvas once. */
    public static void decode(byte[] file, ImageHeader header, Rows rows) throws ImageException {
        if (!header.complete()) {
            throw new ImageException(
                    ImageError.DECODE_FAILED, "the file is truncated or damaged; expected whole image/gif data");
        }
        Bytes bytes = Bytes.of(file);
        GifBlocks blocks = new GifBlocks(bytes, ImageLimits.UNLIMITED).read();
        FrameArea area = blocks.first().area();
        int[] line = new int[header.width()];
        for (int y = 0; y < header.height(); y++) {
            if (y < area.y() || y >= area.y() + area.height()) {
                rows.put(y, line);
            }
        }
        decode(bytes, blocks, blocks.first(), (y, row) -> {
            System.arraycopy(row, 0, line, area.x(), row.length);
            rows.put(area.y() + y, line);
        });
    }

    /** Decodes a picture and gives each row of its area once. */
    static void decode(Bytes bytes, GifBlocks blocks, GifFrame frame, Rows rows) throws ImageException {
        FrameArea area = frame.area();
        int[] colours = colours(bytes, frame);
        byte[] indices =
                indices(blocks.data(frame), bytes.u8(frame.data()), Math.multiplyExact(area.width(), area.height()));
        int[] line = new int[area.width()];
        int from = 0;
        for (int pass = frame.interlaced() ? 0 : WHOLE; pass <= WHOLE && from < indices.length; pass++) {
            for (int y = START[pass]; y < area.height(); y += STEP[pass], from += area.width()) {
                for (int x = 0; x < area.width(); x++) {
                    line[x] = colours[indices[from + x] & 0xFF];
                }
                rows.put(y, line);
            }
        }
    }

    /** Indices beyond the table are black, as in browsers. */
    private static int[] colours(Bytes bytes, GifFrame frame) throws ImageException {
        if (frame.table() < 0) {
            throw new ImageException(ImageError.DECODE_FAILED, "found no table of colours; expected one");
        }
        int[] colours = new int[256];
        Arrays.fill(colours, 0xFF000000);
        for (int i = 0; i < frame.colours(); i++) {
            int at = frame.table() + 3 * i;
            colours[i] = 0xFF000000 | bytes.u8(at) << 16 | bytes.u8(at + 1) << 8 | bytes.u8(at + 2);
        }
        if (frame.transparentIndex() >= 0) {
            colours[frame.transparentIndex()] = 0;
        }
        return colours;
    }

    private static byte[] indices(byte[] data, int literalBits, int count) throws ImageException {
        if (literalBits < 1 || literalBits > 8) {
            throw new ImageException(
                    ImageError.DECODE_FAILED, "the codes start with " + literalBits + " bits; expected 2 to 8");
        }
        byte[] out = new byte[count];
        // A sequence is the place in the output where it was first written: it ends one index before the next one.
        int[] starts = new int[MOST_CODES];
        int[] lengths = new int[MOST_CODES];
        int clear = 1 << literalBits;
        int end = clear + 1;
        int next = end + 1;
        int width = literalBits + 1;
        int previousStart = -1;
        int previousLength = 0;
        int written = 0;
        int bits = 0;
        int held = 0;
        int at = 0;
        while (written < count) {
            while (held < width) {
                if (at >= data.length) {
                    throw damaged(written, count);
                }
                bits |= (data[at++] & 0xFF) << held;
                held += 8;
            }
            int code = bits & (1 << width) - 1;
            bits >>>= width;
            held -= width;
            if (code == clear) {
                next = end + 1;
                width = literalBits + 1;
                previousStart = -1;
                continue;
            }
            int start = written;
            int length;
            if (code < clear) {
                out[written++] = (byte) code;
                length = 1;
            } else if (code > end && code < next) {
                length = lengths[code];
                written = copy(out, starts[code], length, written);
            } else if (code == next && previousStart >= 0 && next < MOST_CODES) {
                length = previousLength + 1;
                written = copy(out, previousStart, length, written);
            } else {
                throw damaged(written, count);
            }
            if (previousStart >= 0 && next < MOST_CODES) {
                starts[next] = previousStart;
                lengths[next] = previousLength + 1;
                next++;
                if (next == 1 << width && width < 12) {
                    width++;
                }
            }
            previousStart = start;
            previousLength = length;
        }
        return out;
    }

    /** Copies forward, because a sequence may overlap its own copy; excess pixels are dropped. */
    private static int copy(byte[] out, int from, int length, int to) {
        int count = Math.min(length, out.length - to);
        for (int i = 0; i < count; i++) {
            out[to + i] = out[from + i];
        }
        return to + count;
    }

    private static ImageException damaged(int written, int count) {
        return new ImageException(
                ImageError.DECODE_FAILED,
                "the coded pixels are truncated or damaged after " + written + " of " + count + " pixels");
    }
}
