package io.follow.gateway.image;

import static io.follow.gateway.image.TestImages.ascii;
import static io.follow.gateway.image.TestImages.chunk;
import static io.follow.gateway.image.TestImages.deflate;
import static io.follow.gateway.image.TestImages.join;
import static io.follow.gateway.image.TestImages.little;
import static io.follow.gateway.image.TestImages.png;
import static io.follow.gateway.image.TestImages.pngHeader;
import static io.follow.gateway.image.TestImages.quadrants;
import static io.follow.gateway.image.TestImages.riff;
import static io.follow.gateway.image.TestImages.riffChunk;
import static io.follow.gateway.image.TestImages.vp8x;
import static io.follow.gateway.image.TestImages.withChunks;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.function.Supplier;

/** Small files that claim, or unfold to, far more than they hold. */
public enum Bomb {
    JPEG_OF_60000_BY_60000_PIXELS("image/jpeg", () -> jpegHeader(60_000, 60_000)),
    PNG_OF_60000_BY_60000_PIXELS("image/png", () -> pngHeader(60_000, 60_000, 8, 2)),
    WEBP_OF_60000_BY_60000_PIXELS("image/webp", () -> riff(vp8x(0, 60_000, 60_000))),
    PROFILE_OF_60_MEGABYTES(
            "image/png", () -> withSmallPng(chunk("iCCP", join(ascii("icc\0\0"), deflate(new byte[60_000_000]))))),
    PNG_OF_10000_FRAMES(
            "image/png",
            () -> withSmallPng(
                    chunk("acTL", ByteBuffer.allocate(8).putInt(10_000).array()))),
    WEBP_OF_10000_FRAMES("image/webp", () -> riff(vp8x(2, 8, 8), repeated(10_000, riffChunk("ANMF", new byte[16])))),
    GIF_OF_10000_FRAMES("image/png", Bomb::gif);

    private final String contentType;
    private final Supplier<byte[]> data;

    Bomb(String contentType, Supplier<byte[]> data) {
        this.contentType = contentType;
        this.data = data;
    }

    /** What a producer claims it to be. */
    public String contentType() {
        return contentType;
    }

    /** Makes it, which takes some time for those that unfold. */
    public byte[] data() {
        return data.get();
    }

    private static byte[] jpegHeader(int width, int height) {
        return join(
                new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xC0, 0, 11, 8},
                ByteBuffer.allocate(4)
                        .putShort((short) height)
                        .putShort((short) width)
                        .array(),
                new byte[] {1, 1, 0x11, 0});
    }

    private static byte[] withSmallPng(byte[] chunk) {
        return withChunks(png(quadrants(8, 8, BufferedImage.TYPE_INT_RGB)), chunk);
    }

    /** Each frame is one pixel of the first of two colours. */
    private static byte[] gif() {
        byte[] screen = join(ascii("GIF89a"), little(1, 2), little(1, 2), new byte[] {(byte) 0x80, 0, 0}, new byte[6]);
        byte[] frame = join(ascii(","), little(0, 4), little(1, 2), little(1, 2), new byte[] {0, 2, 2, 0x44, 1, 0});
        return join(screen, repeated(10_000, frame), ascii(";"));
    }

    private static byte[] repeated(int count, byte[] piece) {
        return join(Collections.nCopies(count, piece).toArray(byte[][]::new));
    }
}
