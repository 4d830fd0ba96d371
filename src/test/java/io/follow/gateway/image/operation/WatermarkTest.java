package io.follow.gateway.image.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.follow.gateway.image.Position;
import io.follow.gateway.image.Size;
import io.follow.gateway.image.TestImages;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WatermarkTest {

    private static final int WHITE = 0xFFFFFFFF;
    private static final int BLACK = 0xFF000000;
    private static final int RED = 0xFFFF0000;
    private static final int CLEAR_GREEN = 0x0000FF00;

    private static BufferedImage plain(int width, int height, int argb) {
        return TestImages.plain(width, height, BufferedImage.TYPE_INT_ARGB, argb);
    }

    private static BufferedImage opaque(int width, int height, int argb) {
        return TestImages.plain(width, height, BufferedImage.TYPE_INT_RGB, argb);
    }

    /** Marks as the step has them. */
    private static WatermarkImage mark(BufferedImage pixels) {
        BufferedImage mark = new BufferedImage(pixels.getWidth(), pixels.getHeight(), BufferedImage.TYPE_INT_ARGB_PRE);
        for (int y = 0; y < pixels.getHeight(); y++) {
            for (int x = 0; x < pixels.getWidth(); x++) {
                mark.setRGB(x, y, pixels.getRGB(x, y));
            }
        }
        return new WatermarkImage(mark);
    }

    private static WatermarkStyle style(Position position, int x, int y, double opacity, int width) {
        return new WatermarkStyle(position, x, y, opacity, width, false);
    }

    private static BufferedImage apply(WatermarkImage mark, WatermarkStyle style, BufferedImage picture) {
        Watermark watermark = new Watermark(mark, style);
        BufferedImage before = PixelArrays.copyOf(picture);
        BufferedImage result = watermark.apply(picture);
        assertThat(PixelArrays.of(picture)).as("the picture itself").isEqualTo(PixelArrays.of(before));
        assertThat(result.getType()).isEqualTo(picture.getType());
        return result;
    }

    /** The area of a colour, as its first column and row, width and height. */
    private static String areaOf(BufferedImage image, int argb) {
        int left = Integer.MAX_VALUE;
        int top = Integer.MAX_VALUE;
        int right = -1;
        int bottom = -1;
        int count = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                if (image.getRGB(x, y) == argb) {
                    left = Math.min(left, x);
                    top = Math.min(top, y);
                    right = Math.max(right, x);
                    bottom = Math.max(bottom, y);
                    count++;
                }
            }
        }
        assertThat(count).isEqualTo((right - left + 1) * (bottom - top + 1));
        return left + " " + top + " " + (right - left + 1) + " " + (bottom - top + 1);
    }

    @ParameterizedTest
    @CsvSource({
        "NORTHWEST, 3, 5, 3 5",
        "NORTH, 3, 5, 48 5",
        "NORTHEAST, 3, 5, 87 5",
        "WEST, 3, 5, 3 40",
        "CENTRE, 0, 0, 45 35",
        "CENTRE, 3, 5, 48 40",
        "EAST, 3, 5, 87 40",
        "SOUTHWEST, 3, 5, 3 65",
        "SOUTH, 3, 5, 48 65",
        "SOUTHEAST, 3, 5, 87 65",
        "SOUTHEAST, 0, 0, 90 70",
        "SOUTHEAST, 200, 200, 0 0",
        "NORTHWEST, 200, 200, 90 70"
    })
    void isDrawnAtItsDistanceFromTheEdgesThatThePositionNames(Position position, int x, int y, String corner) {
        // when
        BufferedImage result = apply(mark(plain(10, 10, BLACK)), style(position, x, y, 1, 0), opaque(100, 80, WHITE));

        // then
        assertThat(areaOf(result, BLACK)).isEqualTo(corner + " 10 10");
    }

    @ParameterizedTest
    @CsvSource({
        // In per cent of the width; larger and smaller than the mark.
        "400, 300, 40, 20, 25, 100 50",
        "400, 300, 40, 20, 5, 20 10",
        "400, 300, 40, 20, 100, 400 200",
        // Its own size.
        "400, 300, 40, 20, 0, 40 20",
        // Never larger than the picture.
        "400, 100, 40, 40, 50, 100 100",
        "30, 300, 40, 20, 0, 30 15",
        "3, 3, 1000, 10, 10, 1 1"
    })
    void hasASizeRelativeToThePicture(int width, int height, int markWidth, int markHeight, int percent, String size) {
        // when
        BufferedImage result = apply(
                mark(plain(markWidth, markHeight, BLACK)),
                style(Position.NORTHWEST, 0, 0, 1, percent),
                opaque(width, height, WHITE));

        // then
        assertThat(areaOf(result, BLACK)).isEqualTo("0 0 " + size);
    }

    @ParameterizedTest
    @CsvSource({"1, 00", "0.6, 66", "0.25, BF", "0, FF"})
    void isBlendedByItsOpacity(double opacity, String level) {
        // when
        BufferedImage result =
                apply(mark(plain(10, 10, BLACK)), style(Position.CENTRE, 0, 0, opacity, 0), opaque(30, 30, WHITE));

        // then
        int expected = Integer.parseInt(level, 16);
        assertThat(result.getRGB(15, 15) & 0xFF).isBetween(expected - 1, expected + 1);
        assertThat(result.getRGB(5, 5)).isEqualTo(WHITE);
    }

    @Test
    void itsOwnAlphaAndTheOpacityAreMultiplied() {
        // when: half of a half
        BufferedImage result =
                apply(mark(plain(10, 10, 0x80000000)), style(Position.CENTRE, 0, 0, 0.5, 0), opaque(30, 30, WHITE));

        // then
        assertThat(result.getRGB(15, 15) & 0xFF).isBetween(0xBE, 0xC0);
    }

    @Test
    void isAllThatIsSeenWhereThePictureIsTransparent() {
        // given
        BufferedImage picture = plain(30, 30, CLEAR_GREEN);

        // when
        BufferedImage result = apply(mark(plain(10, 10, RED)), style(Position.NORTHWEST, 0, 0, 0.5, 0), picture);

        // then: the colour is that of the mark alone
        assertThat(result.getRGB(5, 5) >>> 24).isBetween(0x7F, 0x80);
        assertThat(result.getRGB(5, 5) & 0xFFFFFF).isEqualTo(RED & 0xFFFFFF);
        assertThat(PixelArrays.of(result)[20 * 30 + 20]).isEqualTo(CLEAR_GREEN);
    }

    @Test
    void alphaOfThePictureIsKeptUnderTheTransparentPartsOfTheMark() {
        // given
        BufferedImage picture = plain(30, 30, 0x40123456);

        // when
        BufferedImage result = apply(mark(plain(30, 30, 0x00FFFFFF)), style(Position.CENTRE, 0, 0, 1, 0), picture);

        // then
        assertThat(PixelArrays.of(result)).containsOnly(0x40123456);
    }

    @Test
    void aMarkOverHalfTransparentPixelsIsComposedByBothAlphas() {
        // when: red 50 % over blue 50 %: alpha 75 %, of which red has two thirds
        BufferedImage result =
                apply(mark(plain(10, 10, 0x80FF0000)), style(Position.CENTRE, 0, 0, 1, 0), plain(10, 10, 0x800000FF));

        // then
        int pixel = result.getRGB(5, 5);
        assertThat(pixel >>> 24).isBetween(0xBF, 0xC1);
        assertThat((pixel >> 16) & 0xFF).isBetween(0xA8, 0xAC);
        assertThat(pixel & 0xFF).isBetween(0x53, 0x57);
    }

    @Test
    void hiddenColoursOfTheMarkDoNotBleedWhenItIsScaled() {
        // given: a red square in a green that is not to be seen
        BufferedImage pixels = plain(90, 90, CLEAR_GREEN);
        for (int y = 31; y < 58; y++) {
            for (int x = 31; x < 58; x++) {
                pixels.setRGB(x, y, RED);
            }
        }

        for (int percent : new int[] {17, 100}) {
            // when
            BufferedImage result =
                    apply(mark(pixels), style(Position.CENTRE, 0, 0, 1, percent), opaque(100, 100, BLACK));

            // then
            for (int pixel : PixelArrays.of(result)) {
                assertThat((pixel >> 8) & 0xFF).as("green of %08X", pixel).isZero();
            }
            assertThat(result.getRGB(50, 50)).isEqualTo(RED);
        }
    }

    @Test
    void tilesCoverThePictureWithGapsBetweenThem() {
        // given
        WatermarkStyle style = new WatermarkStyle(Position.CENTRE, 5, 10, 1, 0, true);

        // when
        BufferedImage result = apply(mark(plain(20, 10, BLACK)), style, opaque(60, 45, WHITE));

        // then
        for (int y = 0; y < 45; y++) {
            for (int x = 0; x < 60; x++) {
                boolean inTile = x % 25 < 20 && y % 20 < 10;
                assertThat(result.getRGB(x, y)).as("%d %d", x, y).isEqualTo(inTile ? BLACK : WHITE);
            }
        }
    }

    @Test
    void asksForTheMemoryOfTheNewPictureAndTheMark() {
        // given
        Watermark quarter = new Watermark(mark(plain(40, 20, BLACK)), style(Position.CENTRE, 0, 0, 1, 25));

        // then
        assertThat(quarter.sizeOf(new Size(400, 300))).isEqualTo(new Size(400, 300));
        assertThat(quarter.bytesNeeded(new Size(400, 300))).isEqualTo(4L * (400 * 300 + 100 * 50 + 40 * 20));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
    void itsOpacityIsFromNothingToAll(double opacity) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> style(Position.CENTRE, 0, 0, opacity, 0))
                .withMessageContaining("expected 0 to 1");
    }

    @Test
    void offsetsAndWidthsHaveRanges() {
        for (int[] each : new int[][] {{-1, 0, 0}, {0, -1, 0}, {0, 0, -1}, {0, 0, 101}}) {
            assertThatIllegalArgumentException()
                    .as(Arrays.toString(each))
                    .isThrownBy(() -> style(Position.CENTRE, each[0], each[1], 1, each[2]));
        }
    }

    @Test
    void itsPixelsArePremultiplied() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WatermarkImage(plain(10, 10, BLACK)))
                .withMessageContaining("expected TYPE_INT_ARGB_PRE");
    }

    @Test
    void keepsTheSizesInWhichItWasDrawnLast() {
        // given
        WatermarkImage mark = mark(plain(800, 400, BLACK));

        // when
        BufferedImage first = mark.in(new Size(100, 50));
        for (int width = 101; width < 104; width++) {
            mark.in(new Size(width, 50));
        }

        // then
        assertThat(mark.in(new Size(100, 50))).isSameAs(first);
        assertThat(mark.bytes()).isEqualTo(4L * (800 * 400 + (100 + 101 + 102 + 103) * 50));

        // when: one more, and one that is too large to keep
        mark.in(new Size(104, 50));
        mark.in(new Size(2000, 1000));

        // then
        assertThat(mark.bytes()).isEqualTo(4L * (800 * 400 + (100 + 102 + 103 + 104) * 50));
    }
}
