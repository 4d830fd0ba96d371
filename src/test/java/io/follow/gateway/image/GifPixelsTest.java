package io.follow.gateway.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GifPixelsTest {

    private static final int TRAILER = 1;

    private static ImageHeader header(byte[] gif) throws ImageException {
        return new HeaderProbe().probe(gif, ImageFormat.GIF, ImageLimits.DEFAULTS);
    }

    private static int[][] decode(byte[] gif) throws ImageException {
        ImageHeader header = header(gif);
        int[][] rows = new int[header.height()][];
        GifPixels.decode(gif, header, (y, row) -> {
            assertThat(rows[y]).as("row %d", y).isNull();
            rows[y] = row.clone();
        });
        return rows;
    }

    /** Noise, whose codes reach 12 bits and start anew. */
    private static BufferedImage noise() {
        Random random = new Random(7);
        BufferedImage image = new BufferedImage(160, 120, BufferedImage.TYPE_BYTE_INDEXED);
        for (int y = 0; y < 120; y++) {
            for (int x = 0; x < 160; x++) {
                image.getRaster().setSample(x, y, 0, random.nextInt(216));
            }
        }
        return image;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void showsEveryPixelAsItWasWritten(boolean interlaced) throws ImageException {
        for (BufferedImage image : Arrays.asList(noise(), TestImages.quadrants(33, 21, BufferedImage.TYPE_INT_RGB))) {
            int[][] rows = decode(HeifSamples.gif(image, interlaced));
            for (int y = 0; y < image.getHeight(); y++) {
                for (int x = 0; x < image.getWidth(); x++) {
                    assertThat(rows[y][x]).isEqualTo(image.getRGB(x, y));
                }
            }
        }
    }

    /** A canvas of 4×3 pixels with a picture of one row of two pixels, the second one transparent. */
    private static byte[] placed() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes("GIF89a".getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(new byte[] {4, 0, 3, 0, (byte) 0x80, 0, 0, -1, 0, 0, 0, -1, 0});
        out.writeBytes(new byte[] {0x21, (byte) 0xF9, 4, 1, 0, 0, 1, 0});
        out.writeBytes(new byte[] {0x2C, 1, 0, 2, 0, 2, 0, 1, 0, 0});
        // Clear, 0, 1, end, of three bits each.
        out.writeBytes(new byte[] {2, 2, (byte) (4 | 0 << 3 | 1 << 6), 0x0A, 0, 0x3B});
        return out.toByteArray();
    }

    @Test
    void placesThePictureOnATransparentCanvas() throws ImageException {
        assertThat(decode(placed())).isDeepEqualTo(new int[][] {{0, 0, 0, 0}, {0, 0, 0, 0}, {0, 0xFFFF0000, 0, 0}});
        assertThat(header(placed()).alpha()).isTrue();
    }

    @Test
    void refusesEveryCutThatLosesMoreThanTheEndMark() throws ImageException {
        byte[] gif = HeifSamples.gif(TestImages.quadrants(33, 21, BufferedImage.TYPE_INT_RGB), false);
        assertThat(decode(Arrays.copyOf(gif, gif.length - TRAILER))).hasDimensions(21, 33);
        for (int length = 1; length < gif.length - TRAILER; length++) {
            byte[] cut = Arrays.copyOf(gif, length);
            assertThatThrownBy(() -> decode(cut)).as("%d bytes", length).isInstanceOf(ImageException.class);
        }
    }

    @Test
    void refusesCodesThatEndBeforeThePicture() {
        // given: a picture twice as high as its codes
        byte[] gif = placed();
        gif[13 + 6 + 8 + 7] = 2;
        gif[8] = 4;

        // then
        assertThatThrownBy(() -> decode(gif))
                .hasMessage("the coded pixels are truncated or damaged after 2 of 4 pixels");
    }

    @Test
    void refusesTooManyPictures() {
        byte[] one = placed();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(Arrays.copyOf(one, one.length - TRAILER));
        for (int i = 0; i < 10_000; i++) {
            out.write(one, 13 + 6 + 8, one.length - TRAILER - (13 + 6 + 8));
        }
        assertThatThrownBy(() -> header(out.toByteArray()))
                .isInstanceOfSatisfying(
                        ImageException.class, e -> assertThat(e.error()).isEqualTo(ImageError.DECOMPRESSION_BOMB));
    }
}
