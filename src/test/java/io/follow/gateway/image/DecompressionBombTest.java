package io.follow.gateway.image;

import static io.follow.gateway.image.TestImages.ascii;
import static io.follow.gateway.image.TestImages.chunk;
import static io.follow.gateway.image.TestImages.deflate;
import static io.follow.gateway.image.TestImages.join;
import static io.follow.gateway.image.TestImages.jpeg;
import static io.follow.gateway.image.TestImages.png;
import static io.follow.gateway.image.TestImages.quadrants;
import static io.follow.gateway.image.TestImages.riff;
import static io.follow.gateway.image.TestImages.vp8x;
import static io.follow.gateway.image.TestImages.withChunks;
import static io.follow.gateway.image.TestImages.withSegment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class DecompressionBombTest {

    private static final int SIXTY_MEGABYTES = 60_000_000;

    private final HeaderProbe probe = new HeaderProbe();
    private final BufferedImage small = quadrants(8, 8, BufferedImage.TYPE_INT_RGB);

    @Test
    void refusesAHeaderWithMorePixelsThanTheLimit() {
        assertBomb(Bomb.JPEG_OF_60000_BY_60000_PIXELS.data(), ImageFormat.JPEG, "60000×60000 pixels");
        assertBomb(Bomb.PNG_OF_60000_BY_60000_PIXELS.data(), ImageFormat.PNG, "60000×60000 pixels");
        assertBomb(TestImages.pngHeader(-1, -1, 8, 2), ImageFormat.PNG, "pixels");
        assertBomb(Bomb.WEBP_OF_60000_BY_60000_PIXELS.data(), ImageFormat.WEBP, "60000×60000 pixels");
        assertBomb(riff(vp8x(0, 1 << 24, 1 << 24)), ImageFormat.WEBP, "pixels");
    }

    @Test
    void acceptsExactlyTheLimitOfPixels() throws ImageException {
        byte[] data = TestImages.pngHeader(10_000, 10_000, 8, 2);
        assertThat(probe.probe(data, ImageFormat.PNG, ImageLimits.DEFAULTS).pixels())
                .isEqualTo(100_000_000);
        assertThatThrownBy(() -> probe.probe(data, ImageFormat.PNG, ImageLimits.DEFAULTS.withMaxPixels(99_999_999)))
                .isInstanceOf(ImageException.class);
    }

    @Test
    void refusesAPictureLargerThanItsSmallCanvas() {
        byte[] hugeVp8 = TestImages.riffChunk(
                "VP8 ", new byte[] {0x10, 0, 0, (byte) 0x9D, 1, 0x2A, (byte) 0xFF, 0x3F, (byte) 0xFF, 0x3F});
        assertBomb(riff(vp8x(0, 1, 1), hugeVp8), ImageFormat.WEBP, "16383×16383");
    }

    @Test
    void refusesTooManyFrames() {
        assertBomb(Bomb.PNG_OF_10000_FRAMES.data(), ImageFormat.PNG, "10000 frames");
        byte[] frames =
                join(Collections.nCopies(1_001, chunk("fcTL", new byte[26])).toArray(byte[][]::new));
        assertBomb(withChunks(png(small), frames), ImageFormat.PNG, "1001 frames");
        assertBomb(Bomb.WEBP_OF_10000_FRAMES.data(), ImageFormat.WEBP, "1001 frames");
    }

    @Test
    void refusesASmallProfileThatInflatesToSixtyMegabytes() {
        assertThat(Bomb.PROFILE_OF_60_MEGABYTES.data()).hasSizeLessThan(70_000);
        assertBomb(Bomb.PROFILE_OF_60_MEGABYTES.data(), ImageFormat.PNG, "profile");
    }

    @Test
    void refusesManyProfilesThatInflateToMoreThanOneMay() {
        byte[] none = chunk("iCCP", join(ascii("x\0\0"), deflate(new byte[1 << 20])));
        byte[] nine = join(Collections.nCopies(9, none).toArray(byte[][]::new));
        assertBomb(withChunks(png(small), nine), ImageFormat.PNG, "profile");
    }

    @Test
    void stopsInflatingAtTheLimit() {
        byte[] bomb = deflate(new byte[SIXTY_MEGABYTES]);
        BoundedInflater.Inflated inflated = BoundedInflater.inflate(bomb, 0, bomb.length, 100_000, true);
        assertThat(inflated.size()).isBetween(100_001L, 110_000L);
        assertThat(inflated.content()).isNotNull();
        assertThat(inflated.content().size()).isLessThan(110_000);
    }

    @Test
    void refusesAbsurdText() {
        byte[] bomb = deflate(new byte[SIXTY_MEGABYTES]);
        byte[] zipped = chunk("zTXt", join(ascii("Comment\0\0"), bomb));
        byte[] international = chunk("iTXt", join(ascii("Comment\0"), new byte[] {1, 0}, ascii("en\0Comment\0"), bomb));
        byte[] plain = chunk("tEXt", new byte[9 << 20]);
        assertBomb(withChunks(png(small), zipped), ImageFormat.PNG, "text");
        assertBomb(withChunks(png(small), international), ImageFormat.PNG, "text");
        assertBomb(withChunks(png(small), plain), ImageFormat.PNG, "text");
        byte[] comments = jpeg(small);
        byte[] comment = withSegment(new byte[2], 0xFE, new byte[65_000]);
        byte[] many = join(Collections.nCopies(130, Arrays.copyOfRange(comment, 2, comment.length))
                .toArray(byte[][]::new));
        assertBomb(TestImages.insert(comments, 2, many), ImageFormat.JPEG, "text");
    }

    @Test
    void sumsTheTextOfManyChunks() {
        byte[] twoMegabytes = chunk("zTXt", join(ascii("Comment\0\0"), deflate(new byte[2 << 20])));
        byte[] five = join(Collections.nCopies(5, twoMegabytes).toArray(byte[][]::new));
        assertBomb(withChunks(png(small), five), ImageFormat.PNG, "text");
    }

    @Test
    void refusesAnAbsurdNumberOfSegments() {
        byte[] segment = {(byte) 0xFF, (byte) 0xE5, 0, 2};
        byte[] segments = join(Collections.nCopies(6_000, segment).toArray(byte[][]::new));
        assertBomb(TestImages.insert(jpeg(small), 2, segments), ImageFormat.JPEG, "segments");
        byte[] chunks =
                join(Collections.nCopies(6_000, chunk("teSt", new byte[0])).toArray(byte[][]::new));
        assertBomb(withChunks(png(small), chunks), ImageFormat.PNG, "segments");
        byte[] list = join(Collections.nCopies(6_000, TestImages.riffChunk("teSt", new byte[0]))
                .toArray(byte[][]::new));
        assertBomb(riff(vp8x(0, 8, 8), list), ImageFormat.WEBP, "segments");
    }

    @Test
    void refusesAnAbsurdNumberOfScans() {
        byte[] data = jpeg(small, true);
        byte[] scan = {(byte) 0xFF, (byte) 0xDA, 0, 8, 1, 1, 0, 0, 0, 0};
        byte[] scans = join(Collections.nCopies(300, scan).toArray(byte[][]::new));
        assertBomb(TestImages.insert(data, data.length - 2, scans), ImageFormat.JPEG, "scans");
    }

    private void assertBomb(byte[] data, ImageFormat format, String what) {
        assertThatThrownBy(() -> probe.probe(data, format, ImageLimits.DEFAULTS))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining(what)
                .extracting(e -> ((ImageException) e).error())
                .isEqualTo(ImageError.DECOMPRESSION_BOMB);
    }
}
