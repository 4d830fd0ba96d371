package io.follow.gateway.image;

import static io.follow.gateway.image.TestImages.jpeg;
import static io.follow.gateway.image.TestImages.plain;
import static io.follow.gateway.image.TestImages.png;
import static io.follow.gateway.image.TestImages.withExif;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What crops and canvases have to look like, pixel by pixel, whichever engine makes them. */
public abstract class LayoutRules {

    private static final int RED = 0xFFE02020;
    /** Grey, of which JPEG keeps every pixel. */
    private static final int[] BARS = {0xFF000000, 0xFF303030, 0xFF606060, 0xFF909090, 0xFFC0C0C0, 0xFFF0F0F0};

    /** The length of two blocks of a JPEG, so that their edges are sharp. */
    private static final int BAR = 16;

    private static final int TEAL = 0x008080;

    private final List<ImageEngine> engines;

    /** @param engines the fastest first, as the gateway would use them */
    protected LayoutRules(List<ImageEngine> engines) {
        this.engines = engines;
    }

    /** Six bars side by side, or on top of each other. */
    private static BufferedImage bars(boolean sideBySide) {
        int length = BARS.length * BAR;
        int other = 2 * BAR;
        BufferedImage image =
                new BufferedImage(sideBySide ? length : other, sideBySide ? other : length, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                image.setRGB(x, y, BARS[(sideBySide ? x : y) / BAR]);
            }
        }
        return image;
    }

    private static OutputOptions output(int width, int height, Fit fit, Position position, ImageFormat format) {
        return new OutputOptions(new Box(width, height, fit, position), format, 95, null);
    }

    private static OutputOptions contain(int side, ImageFormat format, @Nullable Colour background) {
        return new OutputOptions(new Box(side, side, Fit.CONTAIN, Position.CENTRE), format, 95, background);
    }

    private BufferedImage pixels(byte[] data, OutputOptions output) throws ImageException {
        ImageHeader header =
                new HeaderProbe().probe(data, ImageFormat.detect(data).orElseThrow(), ImageLimits.DEFAULTS);
        int width = output.layout(header, List.of()).scaled().width();
        try (EngineRules.Decoded decoded = EngineRules.decode(engines, data, header, width);
                RenditionSet set = RenditionSet.of(
                        decoded.engine().resizer(),
                        decoded.picture(),
                        output.layout(decoded.picture(), List.of()),
                        List.of())) {
            byte[] file = decoded.engine()
                    .encoder()
                    .encode(set.main(), new EncodeOptions(output.format(), 95, 2, 0, output.ground()));
            BufferedImage image = TestImages.read(file);
            assertThat(new Size(image.getWidth(), image.getHeight()))
                    .isEqualTo(new Size(set.main().width(), set.main().height()));
            return image;
        }
    }

    private static void assertColour(int found, int expected, int tolerance) {
        for (int shift = 0; shift < 32; shift += 8) {
            assertThat((found >> shift) & 0xFF)
                    .as("%08X is like %08X", found, expected)
                    .isBetween(((expected >> shift) & 0xFF) - tolerance, ((expected >> shift) & 0xFF) + tolerance);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "CENTRE,    2, 2",
        "NORTH,     2, 0",
        "NORTHEAST, 4, 0",
        "EAST,      4, 2",
        "SOUTHEAST, 4, 4",
        "SOUTH,     2, 4",
        "SOUTHWEST, 0, 4",
        "WEST,      0, 2",
        "NORTHWEST, 0, 0"
    })
    void coverKeepsThePartThatThePositionNames(Position position, int firstOfWide, int firstOfHigh)
            throws ImageException {
        // given
        OutputOptions square = output(2 * BAR, 2 * BAR, Fit.COVER, position, ImageFormat.PNG);

        // when
        BufferedImage wide = pixels(jpeg(bars(true)), square);
        BufferedImage high = pixels(jpeg(bars(false)), square);

        // then
        assertThat(wide.getWidth()).isEqualTo(2 * BAR);
        assertThat(wide.getHeight()).isEqualTo(2 * BAR);
        for (int i = 0; i < 2 * BAR; i++) {
            assertColour(wide.getRGB(i, 5), BARS[firstOfWide + i / BAR], 8);
            assertColour(high.getRGB(5, i), BARS[firstOfHigh + i / BAR], 8);
        }
    }

    @Test
    void cropsByAnOddNumberOfColumnsExactly() throws ImageException {
        // when: 63 columns too many, of which 31 are left of the crop
        BufferedImage image = pixels(jpeg(bars(true)), output(33, 32, Fit.COVER, Position.CENTRE, ImageFormat.PNG));

        // then
        assertThat(image.getWidth()).isEqualTo(33);
        assertColour(image.getRGB(0, 16), BARS[1], 8);
        for (int x = 1; x <= BAR; x++) {
            assertColour(image.getRGB(x, 16), BARS[2], 8);
        }
        assertColour(image.getRGB(32, 16), BARS[3], 8);
    }

    @ParameterizedTest
    @CsvSource({"CENTRE", "NORTH", "SOUTH"})
    void aCropThatSplitsAChromaSampleKeepsColours(Position position) throws ImageException {
        // given: red above blue, of which 15 rows and 31 columns too many are cropped
        BufferedImage image = plain(95, 95, BufferedImage.TYPE_INT_RGB, RED);
        for (int y = 48; y < 95; y++) {
            for (int x = 0; x < 95; x++) {
                image.setRGB(x, y, 0xFF2020E0);
            }
        }

        for (ImageFormat format : List.of(ImageFormat.JPEG, ImageFormat.PNG, ImageFormat.WEBP)) {
            // when
            BufferedImage result = pixels(jpeg(image), output(33, 94, Fit.COVER, position, format));

            // then
            assertThat(result.getHeight()).isEqualTo(94);
            for (int x = 0; x < 33; x++) {
                assertColour(result.getRGB(x, 5), RED, 12);
                assertColour(result.getRGB(x, 43), RED, 12);
                assertColour(result.getRGB(x, 51), 0xFF2020E0, 12);
                assertColour(result.getRGB(x, 93), 0xFF2020E0, 12);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 100, 333, 512, 704})
    void attentionKeepsTheSubject(int at) throws ImageException {
        for (boolean wide : new boolean[] {true, false}) {
            // given: a spot of the colour of skin on plain grey
            BufferedImage image = plain(wide ? 768 : 256, wide ? 256 : 768, BufferedImage.TYPE_INT_RGB, 0xFF808890);
            for (int across = 96; across < 160; across++) {
                for (int along = at; along < at + 64; along++) {
                    image.setRGB(wide ? along : across, wide ? across : along, 0xFFE0A890);
                }
            }
            for (byte[] file : List.of(jpeg(image), png(image))) {
                // when
                BufferedImage result = pixels(file, output(256, 256, Fit.COVER, Position.ATTENTION, ImageFormat.PNG));

                // then: all of it is inside
                long skin = Arrays.stream(result.getRGB(0, 0, 256, 256, null, 0, 256))
                        .filter(pixel -> ((pixel >> 16) & 0xFF) > 180)
                        .count();
                assertThat(skin).isBetween(62 * 62L, 66 * 66L);
            }
        }
    }

    @Test
    void coverMakesThePictureSmallerBeforeItCrops() throws ImageException {
        // given: eight times as large
        BufferedImage large = new BufferedImage(768, 256, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 256; y++) {
            for (int x = 0; x < 768; x++) {
                large.setRGB(x, y, BARS[x / 128]);
            }
        }

        // when
        BufferedImage image = pixels(jpeg(large), output(64, 64, Fit.COVER, Position.EAST, ImageFormat.PNG));

        // then
        assertThat(image.getWidth()).isEqualTo(64);
        assertThat(image.getHeight()).isEqualTo(64);
        assertColour(image.getRGB(10, 32), BARS[4], 8);
        assertColour(image.getRGB(50, 32), BARS[5], 8);
    }

    @Test
    void theDecoderDeliversEnoughPixelsForACrop() throws ImageException {
        // given: lines of one pixel at the size of the result, of which a decoder for its width alone would keep
        // nothing
        BufferedImage lines = new BufferedImage(2048, 64, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 64; y++) {
            for (int x = 0; x < 2048; x++) {
                lines.setRGB(x, y, x / 2 % 2 == 0 ? 0 : 0xFFFFFF);
            }
        }

        // when
        BufferedImage image = pixels(jpeg(lines), output(32, 32, Fit.COVER, Position.CENTRE, ImageFormat.PNG));

        // then
        for (int x = 4; x < 28; x += 2) {
            int difference = Math.abs((image.getRGB(x, 16) & 0xFF) - (image.getRGB(x + 1, 16) & 0xFF));
            assertThat(difference).isGreaterThan(150);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void theBoxIsThatOfThePictureThatIsLookedAt(int orientation) throws ImageException {
        // given a wide picture of bars from left to right when it is looked at
        boolean turned = orientation > 4;
        BufferedImage upright = bars(true);
        int width = turned ? upright.getHeight() : upright.getWidth();
        int height = turned ? upright.getWidth() : upright.getHeight();
        BufferedImage stored = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        boolean backwards = List.of(2, 3, 6, 7).contains(orientation);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int along = turned ? y : x;
                stored.setRGB(x, y, BARS[(backwards ? BARS.length * BAR - 1 - along : along) / BAR]);
            }
        }

        // when
        BufferedImage image =
                pixels(withExif(jpeg(stored), orientation), output(64, 32, Fit.COVER, Position.EAST, ImageFormat.PNG));

        // then
        assertThat(image.getWidth()).isEqualTo(64);
        assertThat(image.getHeight()).isEqualTo(32);
        for (int x = 0; x < 64; x++) {
            assertColour(image.getRGB(x, 16), BARS[2 + x / BAR], 8);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"PNG", "WEBP"})
    void containIsTransparentAroundThePicture(ImageFormat format) throws ImageException {
        // when
        BufferedImage image = pixels(jpeg(plain(64, 32, BufferedImage.TYPE_INT_RGB, RED)), contain(96, format, null));

        // then
        assertThat(image.getColorModel().hasAlpha()).isTrue();
        for (int y = 0; y < 96; y++) {
            for (int x = 0; x < 96; x++) {
                boolean inside = x >= 16 && x < 80 && y >= 32 && y < 64;
                assertThat(image.getRGB(x, y) >>> 24).as("%d %d", x, y).isEqualTo(inside ? 255 : 0);
                if (inside) {
                    assertColour(image.getRGB(x, y), RED, 12);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"JPEG", "PNG", "WEBP"})
    void containHasTheBackgroundAroundThePicture(ImageFormat format) throws ImageException {
        // when
        BufferedImage image =
                pixels(jpeg(plain(64, 32, BufferedImage.TYPE_INT_RGB, RED)), contain(96, format, new Colour(TEAL)));

        // then
        assertThat(image.getColorModel().hasAlpha()).isFalse();
        assertColour(image.getRGB(0, 0), 0xFF000000 | TEAL, 10);
        assertColour(image.getRGB(95, 95), 0xFF000000 | TEAL, 10);
        assertColour(image.getRGB(48, 20), 0xFF000000 | TEAL, 10);
        assertColour(image.getRGB(48, 48), RED, 10);
    }

    @Test
    void pixelsThatShareTheirColourInWebpShareItEqually() throws ImageException {
        // given: 31 rows above the picture, so that row 30 and row 31 have one colour between them
        OutputOptions canvas = new OutputOptions(
                new Box(64, 95, Fit.CONTAIN, Position.CENTRE), ImageFormat.WEBP, 95, new Colour(TEAL));

        // when
        BufferedImage image = pixels(jpeg(plain(64, 32, BufferedImage.TYPE_INT_RGB, RED)), canvas);

        // then
        int above = image.getRGB(32, 30);
        int below = image.getRGB(32, 31);
        for (int shift = 0; shift < 24; shift += 8) {
            int mean = (((above >> shift) & 0xFF) + ((below >> shift) & 0xFF)) / 2;
            int expected = (((TEAL >> shift) & 0xFF) + ((RED >> shift) & 0xFF)) / 2;
            assertThat(mean).as("%08X %08X", above, below).isBetween(expected - 30, expected + 30);
        }
    }

    @Test
    void containIsWhiteAroundThePictureInJpeg() throws ImageException {
        // when
        BufferedImage image =
                pixels(jpeg(plain(64, 32, BufferedImage.TYPE_INT_RGB, RED)), contain(96, ImageFormat.JPEG, null));

        // then
        assertColour(image.getRGB(0, 0), 0xFFFFFFFF, 3);
        assertColour(image.getRGB(48, 48), RED, 10);
    }

    @ParameterizedTest
    @CsvSource({"NORTHWEST, 0, 0", "EAST, 32, 32", "SOUTH, 16, 64"})
    void containPutsThePictureWhereThePositionNames(Position position, int left, int top) throws ImageException {
        // when
        BufferedImage image = pixels(
                jpeg(plain(64, 32, BufferedImage.TYPE_INT_RGB, RED)),
                output(96, 96, Fit.CONTAIN, position, ImageFormat.PNG));

        // then
        assertColour(image.getRGB(left, top), RED, 8);
        assertColour(image.getRGB(left + 63, top + 31), RED, 8);
        assertThat(image.getRGB((left + 80) % 96, (top + 50) % 96) >>> 24).isZero();
    }

    @Test
    void aTransparentPictureOnACanvasStaysTransparent() throws ImageException {
        // given
        BufferedImage half = plain(64, 32, BufferedImage.TYPE_INT_ARGB, 0x80E02020);

        // when
        BufferedImage image = pixels(png(half), contain(64, ImageFormat.PNG, new Colour(TEAL)));

        // then
        assertColour(image.getRGB(32, 32), 0x80E02020, 1);
        assertColour(image.getRGB(32, 2), 0xFF000000 | TEAL, 0);
    }

    @Test
    void transparencyBecomesTheBackgroundInJpeg() throws ImageException {
        // given
        byte[] clear = png(plain(64, 64, BufferedImage.TYPE_INT_ARGB, 0x00FF0000));
        byte[] half = png(plain(64, 64, BufferedImage.TYPE_INT_ARGB, 0x80FFFFFF));
        OutputOptions onTeal = new OutputOptions(Box.ofWidth(32), ImageFormat.JPEG, 95, new Colour(TEAL));
        OutputOptions onNothing = new OutputOptions(Box.ofWidth(32), ImageFormat.JPEG, 95, null);

        // then
        assertColour(pixels(clear, onTeal).getRGB(16, 16), 0xFF000000 | TEAL, 4);
        assertColour(pixels(half, onTeal).getRGB(16, 16), 0xFF80C0C0, 4);
        assertColour(pixels(clear, onNothing).getRGB(16, 16), 0xFFFFFFFF, 2);
    }

    @Test
    void whatIsHiddenUnderTransparentPixelsDoesNotBleedIntoACrop() throws ImageException {
        // given: red, and beside it a green that is not to be seen
        BufferedImage image = plain(256, 128, BufferedImage.TYPE_INT_ARGB, 0x0000FF00);
        for (int y = 0; y < 128; y++) {
            for (int x = 0; x < 133; x++) {
                image.setRGB(x, y, 0xFFFF0000);
            }
        }

        // when
        BufferedImage result = pixels(png(image), output(32, 32, Fit.COVER, Position.CENTRE, ImageFormat.PNG));

        // then
        for (int x = 0; x < 32; x++) {
            int pixel = result.getRGB(x, 16);
            if (pixel >>> 24 > 0) {
                assertColour(pixel | 0xFF000000, 0xFFFF0000, 2);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void greyStaysGrey(Fit fit) throws ImageException {
        // given
        BufferedImage grey = new BufferedImage(128, 64, BufferedImage.TYPE_BYTE_GRAY);
        byte[] row = new byte[128];
        Arrays.fill(row, (byte) 100);
        for (int y = 0; y < 64; y++) {
            grey.getRaster().setDataElements(0, y, 128, 1, row);
        }

        // when
        BufferedImage image = pixels(jpeg(grey), output(47, 41, fit, Position.CENTRE, ImageFormat.PNG));

        // then
        assertColour(image.getRGB(23, image.getHeight() / 2), 0xFF646464, 1);
    }

    @ParameterizedTest
    @EnumSource(
            value = ImageFormat.class,
            names = {"JPEG", "PNG", "WEBP"})
    void aSinglePixelIsPossible(ImageFormat format) throws ImageException {
        for (Fit fit : Fit.values()) {
            BufferedImage image = pixels(
                    jpeg(plain(64, 48, BufferedImage.TYPE_INT_RGB, RED)), output(1, 1, fit, Position.SOUTH, format));
            assertThat(image.getWidth()).isEqualTo(1);
            assertThat(image.getHeight()).isEqualTo(1);
            assertColour(image.getRGB(0, 0) | 0xFF000000, RED, 12);
        }
    }

    @ParameterizedTest
    @CsvSource({"67, 43, 31, 17", "101, 99, 33, 64", "333, 35, 7, 34", "64, 64, 63, 63"})
    void oddRatiosAreFilledToTheLastPixel(int width, int height, int boxWidth, int boxHeight) throws ImageException {
        for (ImageFormat format : List.of(ImageFormat.JPEG, ImageFormat.PNG, ImageFormat.WEBP)) {
            BufferedImage image = pixels(
                    jpeg(plain(width, height, BufferedImage.TYPE_INT_RGB, 0xFF3377BB)),
                    output(boxWidth, boxHeight, Fit.COVER, Position.SOUTHEAST, format));
            for (int y = 0; y < image.getHeight(); y++) {
                assertColour(image.getRGB(image.getWidth() - 1, y), 0xFF3377BB, 8);
            }
            for (int x = 0; x < image.getWidth(); x++) {
                assertColour(image.getRGB(x, image.getHeight() - 1), 0xFF3377BB, 8);
            }
        }
    }

    @Test
    void aPictureDecodedForLessIsNotEnlarged() throws ImageException {
        // given
        byte[] data = jpeg(plain(1600, 800, BufferedImage.TYPE_INT_RGB, RED));
        ImageHeader header = new HeaderProbe().probe(data, ImageFormat.JPEG, ImageLimits.DEFAULTS);

        try (EngineRules.Decoded decoded = EngineRules.decode(engines, data, header, 100)) {
            Size held = decoded.picture().held();
            for (Fit fit : List.of(Fit.INSIDE, Fit.COVER)) {
                // when
                Layout layout = output(1000, 800, fit, Position.CENTRE, ImageFormat.WEBP)
                        .layout(decoded.picture(), List.of());

                // then
                assertThat(layout.scaled().fitsInto(held)).isTrue();
            }
        }
    }

    @Test
    void anOperationWantsAFinishedPicture() throws ImageException {
        // given
        byte[] data = withExif(jpeg(plain(64, 32, BufferedImage.TYPE_INT_RGB, RED)), 6);
        ImageHeader header = new HeaderProbe().probe(data, ImageFormat.JPEG, ImageLimits.DEFAULTS);

        try (EngineRules.Decoded decoded = EngineRules.decode(engines, data, header, 64)) {
            // then
            assertThatIllegalStateException()
                    .isThrownBy(() -> decoded.picture().with(new Flattening(Colour.WHITE)))
                    .withMessageContaining("expected one that was resized");
        }
    }

    @Test
    void severalOperationsFollowEachOther() throws ImageException {
        // given
        byte[] data = jpeg(plain(64, 32, BufferedImage.TYPE_INT_RGB, RED));
        ImageHeader header = new HeaderProbe().probe(data, ImageFormat.JPEG, ImageLimits.DEFAULTS);
        PictureOperation onClear = new Placement(new Size(96, 96), 16, 32, null);

        try (EngineRules.Decoded decoded = EngineRules.decode(engines, data, header, 64);
                Picture upright = decoded.resized(64);
                Picture clear = upright.with(onClear);
                Picture small = decoded.engine().resizer().resize(clear, new Size(48, 48));
                Picture flat = small.with(new Flattening(new Colour(TEAL)))) {
            // when
            BufferedImage image = TestImages.read(
                    decoded.engine().encoder().encode(flat, new EncodeOptions(ImageFormat.JPEG, 95, 2)));
            BufferedImage clearJpeg = TestImages.read(
                    decoded.engine().encoder().encode(clear, new EncodeOptions(ImageFormat.JPEG, 95, 2)));

            // then
            assertThat(clear.alpha()).isTrue();
            assertThat(flat.alpha()).isFalse();
            assertColour(image.getRGB(3, 3), 0xFF000000 | TEAL, 8);
            assertColour(image.getRGB(24, 24), RED, 12);
            assertColour(clearJpeg.getRGB(3, 3), 0xFFFFFFFF, 4);
        }
    }
}
