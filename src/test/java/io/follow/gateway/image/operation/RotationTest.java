package io.follow.gateway.image.operation;

import static io.follow.gateway.image.operation.Pictures.drawn;
import static io.follow.gateway.image.operation.Pictures.unchanged;
import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.image.Colour;
import io.follow.gateway.image.Size;
import java.awt.image.BufferedImage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RotationTest {

    private static final Colour TEAL = new Colour(0x008080);
    private static final int RED = 0xFFFF0000;

    private static BufferedImage rotated(BufferedImage image, double degrees, @Nullable Colour background) {
        return unchanged(image, new Rotation(degrees, background)::apply);
    }

    private static BufferedImage red(int width, int height) {
        return drawn(width, height, BufferedImage.TYPE_INT_RGB, (x, y) -> RED);
    }

    @ParameterizedTest
    @CsvSource({
        "45,   100, 100, 142, 142",
        "30,   100, 50,  112, 94",
        "-30,  100, 50,  112, 94",
        "150,  100, 50,  112, 94",
        "90,   100, 50,  50,  100",
        "0.01, 100, 50,  101, 51",
        "45,   1,   1,   2,   2"
    })
    void theCanvasHoldsAllCorners(double degrees, int width, int height, int newWidth, int newHeight) {
        // given
        Rotation rotation = new Rotation(degrees, null);

        // when
        BufferedImage result = rotated(red(width, height), degrees, null);

        // then
        assertThat(rotation.sizeOf(new Size(width, height))).isEqualTo(new Size(newWidth, newHeight));
        assertThat(result.getWidth()).isEqualTo(newWidth);
        assertThat(result.getHeight()).isEqualTo(newHeight);
    }

    @Test
    void anglesAreClockwise() {
        // given: the right half is red
        BufferedImage image = drawn(100, 100, BufferedImage.TYPE_INT_RGB, (x, y) -> x < 50 ? 0xFF0000FF : RED);

        // when
        BufferedImage result = rotated(image, 80, Colour.WHITE);

        // then: it lies below
        int middle = result.getWidth() / 2;
        assertThat(result.getRGB(middle, middle + 20)).isEqualTo(RED);
        assertThat(result.getRGB(middle, middle - 20)).isEqualTo(0xFF0000FF);
    }

    @Test
    void withoutABackgroundCornersAreTransparentAndEdgesSmooth() {
        // when
        BufferedImage result = rotated(red(100, 100), 30, null);

        // then
        assertThat(result.getType()).isEqualTo(BufferedImage.TYPE_INT_ARGB);
        assertThat(result.getRGB(0, 0)).isZero();
        assertThat(result.getRGB(68, 68)).isEqualTo(RED);
        int partly = 0;
        for (int pixel : Pictures.pixels(result)) {
            int alpha = pixel >>> 24;
            if (alpha > 8) {
                // No dark fringe: but for rounding, the colour is that of the picture.
                assertThat((pixel >> 16) & 0xFF).isGreaterThan(0xF0);
                assertThat(pixel & 0xFFFF).isZero();
            }
            partly += alpha > 8 && alpha < 247 ? 1 : 0;
        }
        assertThat(partly).isBetween(200, 1200);
    }

    @Test
    void aBackgroundFillsTheCornersOfAnOpaquePicture() {
        // when
        BufferedImage result = rotated(red(100, 100), 30, TEAL);

        // then
        assertThat(result.getType()).isEqualTo(BufferedImage.TYPE_INT_RGB);
        assertThat(result.getRGB(0, 0)).isEqualTo(0xFF008080);
        assertThat(result.getRGB(68, 68)).isEqualTo(RED);
        for (int pixel : Pictures.pixels(result)) {
            // Every mixture lies between the two colours.
            assertThat((pixel >> 8) & 0xFF).isLessThanOrEqualTo(0x80);
            assertThat(((pixel >> 16) & 0xFF) + 2 * ((pixel >> 8) & 0xFF)).isBetween(0xFA, 0x104);
        }
    }

    @Test
    void transparentPixelsStayTransparentOnABackground() {
        // given
        BufferedImage image = drawn(100, 100, BufferedImage.TYPE_INT_ARGB, (x, y) -> x < 50 ? 0x0000FF00 : 0x80FF0000);

        // when
        BufferedImage result = rotated(image, 10, TEAL);

        // then
        int middle = result.getWidth() / 2;
        assertThat(result.getRGB(0, 0)).isEqualTo(0xFF008080);
        assertThat(result.getRGB(middle - 20, middle) >>> 24).isZero();
        assertThat(result.getRGB(middle + 20, middle) >>> 24).isEqualTo(0x80);
        assertThat(result.getRGB(middle + 20, middle) & 0xFFFFFF).isGreaterThan(0xFC0000);
    }

    @Test
    void thereAndBackIsAlmostThePicture() {
        // given a soft gradient
        BufferedImage image =
                drawn(100, 80, BufferedImage.TYPE_INT_RGB, (x, y) -> 0xFF000000 | (2 * x) << 16 | (3 * y) << 8 | x + y);

        // when
        BufferedImage back = rotated(rotated(image, 20, Colour.WHITE), -20, Colour.WHITE);

        // then
        int left = (back.getWidth() - 100) / 2;
        int top = (back.getHeight() - 80) / 2;
        for (int y = 10; y < 70; y++) {
            for (int x = 10; x < 90; x++) {
                int pixel = back.getRGB(left + x, top + y);
                assertThat((pixel >> 16) & 0xFF).isBetween(2 * x - 3, 2 * x + 3);
                assertThat((pixel >> 8) & 0xFF).isBetween(3 * y - 4, 3 * y + 4);
            }
        }
    }

    @Test
    void theMemoryIsThatOfThreePictures() {
        assertThat(new Rotation(45, null).bytesNeeded(new Size(100, 100))).isEqualTo(4 * (102 * 102 + 2 * 142 * 142));
    }
}
