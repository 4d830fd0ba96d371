package io.follow.gateway.image.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.follow.gateway.image.Region;
import io.follow.gateway.image.Size;
import io.follow.gateway.image.TestImages;
import java.awt.Point;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RedactionTest {

    private static final Size SOURCE = new Size(2000, 1000);
    private static final Size SCALED = new Size(400, 200);
    private static final Region FACE = new Region(500, 250, 500, 500);

    /** Where the face is in the scaled picture, with the margin. */
    private static final Region AREA = new Region(93, 43, 114, 114);

    /** Coloured noise; each pixel is another one. */
    private static BufferedImage noise(int type, long seed) {
        Random random = new Random(seed);
        BufferedImage image = new BufferedImage(SCALED.width(), SCALED.height(), type);
        int[] pixels = PixelArrays.of(image);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = type == BufferedImage.TYPE_INT_RGB ? random.nextInt() & 0xFFFFFF : random.nextInt();
        }
        return image;
    }

    private static BufferedImage redacted(BufferedImage picture, RedactionStyle style, Region... regions) {
        BufferedImage before = PixelArrays.copyOf(picture);
        BufferedImage result = new Redaction(List.of(regions), SOURCE, style).apply(picture);
        assertThat(PixelArrays.of(picture)).as("the picture itself").isEqualTo(PixelArrays.of(before));
        assertThat(result.getType()).isEqualTo(picture.getType());
        return result;
    }

    private static boolean contains(Region area, int x, int y) {
        return x >= area.x() && x < area.x() + area.width() && y >= area.y() && y < area.y() + area.height();
    }

    private static Set<Integer> coloursIn(BufferedImage image, Region area) {
        Set<Integer> colours = new HashSet<>();
        for (int y = area.y(); y < area.y() + area.height(); y++) {
            for (int x = area.x(); x < area.x() + area.width(); x++) {
                colours.add(image.getRGB(x, y));
            }
        }
        return colours;
    }

    @ParameterizedTest
    @EnumSource
    void changesTheRegionWithItsMarginAndNothingElse(RedactionStyle style) {
        // given
        BufferedImage picture = noise(BufferedImage.TYPE_INT_ARGB, 1);

        // when
        BufferedImage result = redacted(picture, style, FACE);

        // then
        int kept = 0;
        List<Point> changedOutside = new ArrayList<>();
        for (int y = 0; y < SCALED.height(); y++) {
            for (int x = 0; x < SCALED.width(); x++) {
                boolean same = result.getRGB(x, y) == picture.getRGB(x, y);
                if (contains(AREA, x, y)) {
                    kept += same ? 1 : 0;
                } else if (!same) {
                    changedOutside.add(new Point(x, y));
                }
            }
        }
        assertThat(changedOutside).isEmpty();
        assertThat(kept).isLessThan(5);
    }

    @ParameterizedTest
    @CsvSource({"PIXELATE, 36", "FILL, 1"})
    void leavesFewColours(RedactionStyle style, int most) {
        // when
        BufferedImage result = redacted(noise(BufferedImage.TYPE_INT_RGB, 2), style, FACE);

        // then
        assertThat(coloursIn(result, AREA)).hasSizeLessThanOrEqualTo(most);
    }

    @Test
    void theLongerSideHasSixCells() {
        // given: a wide region over a slope from black to white
        BufferedImage slope = new BufferedImage(SCALED.width(), SCALED.height(), BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < SCALED.width(); x++) {
            for (int y = 0; y < SCALED.height(); y++) {
                slope.setRGB(x, y, x * 0xFF / SCALED.width() * 0x010101);
            }
        }

        // when
        BufferedImage result = redacted(slope, RedactionStyle.PIXELATE, new Region(0, 0, 2000, 200));

        // then
        assertThat(coloursIn(result, new Region(0, 0, 400, 47)))
                .containsExactlyInAnyOrder(0xFF111111, 0xFF333333, 0xFF666666, 0xFF999999, 0xFFBBBBBB, 0xFFEEEEEE);
    }

    @ParameterizedTest
    @EnumSource
    void dependsOnTheMeansOfCellsAlone(RedactionStyle style) {
        // given: two patterns of the same means, one the opposite of the other
        BufferedImage one = stripes(0);
        BufferedImage other = stripes(1);

        // when
        BufferedImage redactedOne = redacted(one, style, new Region(0, 0, 2000, 1000));
        BufferedImage redactedOther = redacted(other, style, new Region(0, 0, 2000, 1000));

        // then
        assertThat(PixelArrays.of(redactedOne)).isEqualTo(PixelArrays.of(redactedOther));
    }

    private static BufferedImage stripes(int phase) {
        BufferedImage image = new BufferedImage(SCALED.width(), SCALED.height(), BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < SCALED.width(); x++) {
            for (int y = 0; y < SCALED.height(); y++) {
                image.setRGB(x, y, (x + y + phase) % 2 == 0 ? 0x585858 : 0x989898);
            }
        }
        return image;
    }

    @Test
    void regionsThatOverlapAreRedactedAsOne() {
        // given: a region around each character of a line
        BufferedImage picture = noise(BufferedImage.TYPE_INT_RGB, 3);
        List<Region> characters = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            // Not in the order of the line.
            characters.add(new Region(20 * (i * 7 % 50), 500, 20, 20));
        }

        // when
        BufferedImage result = redacted(picture, RedactionStyle.PIXELATE, characters.toArray(Region[]::new));

        // then
        assertThat(coloursIn(result, new Region(0, 93, 207, 18))).hasSizeLessThanOrEqualTo(6);
    }

    @Test
    void theCellsOfSmallRegionsAreNotSmallThemselves() {
        // given: with its margin, 24 pixels of a picture of 400
        Region small = new Region(900, 400, 50, 50);

        // when
        BufferedImage result = redacted(noise(BufferedImage.TYPE_INT_RGB, 7), RedactionStyle.PIXELATE, small);

        // then: 400 / 64 = 7 pixels at least
        assertThat(coloursIn(result, new Region(173, 73, 24, 24))).hasSizeLessThanOrEqualTo(9);
    }

    @Test
    void aBlurIsSmoothAndStaysWithinTheColoursOfItsCells() {
        // given: black left, white right
        BufferedImage picture = TestImages.plain(400, 200, BufferedImage.TYPE_INT_RGB, 0xFFFFFFFF);
        for (int x = 0; x < 200; x++) {
            for (int y = 0; y < 200; y++) {
                picture.setRGB(x, y, 0xFF000000);
            }
        }

        // when
        BufferedImage result = redacted(picture, RedactionStyle.BLUR, new Region(0, 0, 2000, 1000));

        // then
        int before = 0;
        for (int x = 0; x < 400; x++) {
            int level = result.getRGB(x, 100) & 0xFF;
            assertThat(level).isBetween(before, before + 12);
            before = level;
        }
        assertThat(result.getRGB(0, 0)).isEqualTo(0xFF000000);
        assertThat(result.getRGB(399, 199)).isEqualTo(0xFFFFFFFF);
    }

    @ParameterizedTest
    @EnumSource
    void transparentPixelsDoNotCountAsColours(RedactionStyle style) {
        // given: half red, half a green that is not to be seen
        BufferedImage picture = TestImages.plain(400, 200, BufferedImage.TYPE_INT_ARGB, 0x0000FF00);
        for (int x = 0; x < 400; x += 2) {
            for (int y = 0; y < 200; y++) {
                picture.setRGB(x, y, 0xFFFF0000);
            }
        }

        // when
        BufferedImage result = redacted(picture, style, FACE);

        // then
        assertThat(coloursIn(result, new Region(95, 45, 100, 100)))
                .allSatisfy(pixel -> assertThat(pixel & 0xFFFFFF).isEqualTo(0xFF0000))
                .allSatisfy(pixel -> assertThat(pixel >>> 24).isBetween(0x60, 0x90));
    }

    @Test
    void theShapeOfWhatWasVisibleIsGoneToo() {
        // given: a silhouette
        BufferedImage picture = noise(BufferedImage.TYPE_INT_ARGB, 4);

        // when
        BufferedImage result = redacted(picture, RedactionStyle.FILL, FACE);

        // then
        assertThat(coloursIn(result, AREA)).hasSize(1);
    }

    @Test
    void aRegionSmallerThanAPixelIsCovered() {
        // when
        BufferedImage result =
                redacted(noise(BufferedImage.TYPE_INT_RGB, 5), RedactionStyle.PIXELATE, new Region(1999, 999, 1, 1));

        // then
        assertThat(coloursIn(result, new Region(392, 192, 8, 8))).hasSize(1);
    }

    @Test
    void withoutRegionsThePictureIsTheSame() {
        BufferedImage picture = noise(BufferedImage.TYPE_INT_RGB, 6);
        assertThat(redacted(picture, RedactionStyle.PIXELATE)).isSameAs(picture);
    }

    @Test
    void asksForTheMemoryOfTheNewPicture() {
        assertThat(new Redaction(List.of(FACE), SOURCE, RedactionStyle.BLUR).bytesNeeded(SCALED))
                .isEqualTo(4L * 400 * 200);
    }

    @Test
    void regionsAreWithinTheSource() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Redaction(List.of(new Region(1500, 0, 501, 1)), SOURCE, RedactionStyle.PIXELATE))
                .withMessageContaining("is not within");
    }
}
