package io.follow.gateway.image;

import io.follow.gateway.image.PngColours.Span;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Writes a PNG that contains only header, palette, pixels and end chunk. A transparent colour is handled separately.
 */
final class PngStripper {

    private static final byte[] END = {0, 0, 0, 0, 'I', 'E', 'N', 'D', (byte) 0xAE, 0x42, 0x60, (byte) 0x82};

    /** Signature, header, 256 colours and their alpha. */
    private static final int MOST_HEAD_BYTES = 8 + 25 + 12 + 3 * 256 + 12 + 256;

    /** The content of IHDR. */
    private static final int HEADER = PngWalker.SIGNATURE_BYTES + 8;

    private static final int HEADER_BYTES = 13;
    private static final int COLOUR_TYPE = 9;
    private static final byte PALETTE = 3;

    private PngStripper() {}

    /**
     * Strips a file that the probe has accepted.
     *
     * @throws ImageException {@link ImageError#DECODE_FAILED} if the file lacks its end chunk and some of its pixels
     */
    static void strip(Bytes bytes, ByteBuffer out) throws ImageException {
        PngColours colours = PngColours.read(bytes);
        PngWalker walker = new PngWalker(bytes);
        out.put(bytes.data(), 0, PngWalker.SIGNATURE_BYTES);
        List<Span> pixels = new ArrayList<>();
        while (walker.next()) {
            if (walker.is("IDAT")) {
                pixels.add(new Span(walker.start(), walker.length()));
                out.put(bytes.data(), walker.chunkStart(), walker.chunkLength());
            } else if (walker.is("IHDR")) {
                out.put(bytes.data(), walker.chunkStart(), walker.chunkLength());
                put(bytes, colours.palette(), "PLTE", out);
                put(bytes, colours.alphas(), "tRNS", out);
            }
        }
        if (!walker.ended()) {
            PngPixels.requireWhole(bytes, pixels);
        }
        out.put(END);
    }

    /**
     * Everything before the pixels that determines them, with the transparent colour. Grey of less than 8 bits with a
     * transparent colour becomes a palette, because decoders support that more often.
     */
    static byte[] head(Bytes bytes) throws ImageException {
        PngColours colours = PngColours.read(bytes);
        PngColourKey key = colours.key();
        ByteBuffer out = ByteBuffer.allocate(MOST_HEAD_BYTES);
        out.put(bytes.data(), 0, PngWalker.SIGNATURE_BYTES);
        byte[] header = Arrays.copyOfRange(bytes.data(), HEADER, HEADER + HEADER_BYTES);
        if (key != null && key.depth() < 8) {
            header[COLOUR_TYPE] = PALETTE;
            put(header, "IHDR", out);
            put(key.greys(), "PLTE", out);
            put(key.alphas(), "tRNS", out);
        } else {
            put(header, "IHDR", out);
            put(bytes, colours.palette(), "PLTE", out);
            put(bytes, colours.alphas(), "tRNS", out);
            if (key != null) {
                put(key.content(), "tRNS", out);
            }
        }
        return Arrays.copyOf(out.array(), out.position());
    }

    private static void put(Bytes bytes, @Nullable Span content, String type, ByteBuffer out) {
        if (content == null) {
            return;
        }
        put(Arrays.copyOfRange(bytes.data(), content.start(), content.start() + content.length()), type, out);
    }

    private static void put(byte[] content, String type, ByteBuffer out) {
        byte[] typed = new byte[type.length() + content.length];
        System.arraycopy(type.getBytes(StandardCharsets.US_ASCII), 0, typed, 0, type.length());
        System.arraycopy(content, 0, typed, type.length(), content.length);
        CRC32 crc = new CRC32();
        crc.update(typed);
        out.putInt(content.length).put(typed).putInt((int) crc.getValue());
    }
}
