package io.follow.gateway.image;

import io.follow.gateway.image.PngColours.Span;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Writes a PNG that contains only header, palette, pixels and end chunk. A transparent colour is handled separately.
 */
final class PngStripper {

    private static final byte[] END = {0, 0, 0, 0, 'I', 'E', 'N', 'D', (byte) 0xAE, 0x42, 0x60, (byte) 0x82};

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
        if (!walker.ended() && !PngPixels.areWhole(bytes, pixels)) {
            throw new ImageException(
                    ImageError.DECODE_FAILED, "the file ends before its last pixel; expected whole image/png data");
        }
        out.put(END);
    }

    private static void put(Bytes bytes, @Nullable Span content, String type, ByteBuffer out) {
        if (content == null) {
            return;
        }
        byte[] typed = new byte[type.length() + content.length()];
        System.arraycopy(type.getBytes(StandardCharsets.US_ASCII), 0, typed, 0, type.length());
        System.arraycopy(bytes.data(), content.start(), typed, type.length(), content.length());
        CRC32 crc = new CRC32();
        crc.update(typed);
        out.putInt(content.length()).put(typed).putInt((int) crc.getValue());
    }
}
