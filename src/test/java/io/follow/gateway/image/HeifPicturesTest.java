package io.follow.gateway.image;

import static io.follow.gateway.image.heif.HeifFiles.codePoints;
import static io.follow.gateway.image.heif.HeifFiles.grid;
import static io.follow.gateway.image.heif.HeifFiles.mirror;
import static io.follow.gateway.image.heif.HeifFiles.part;
import static io.follow.gateway.image.heif.HeifFiles.property;
import static io.follow.gateway.image.heif.HeifFiles.rotation;
import static io.follow.gateway.image.heif.HeifFiles.size;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.follow.gateway.image.ffmpeg.NativeEngine;
import io.follow.gateway.image.heif.HeifException;
import io.follow.gateway.image.heif.HeifFiles;
import io.follow.gateway.image.java2d.JavaEngine;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What comes out of HEIC and AVIF, pixel by pixel. */
class HeifPicturesTest {

    private static final String RED = "red";
    private static final String GREEN = "green";
    private static final String BLUE = "blue";
    private static final String YELLOW = "yellow";

    private static final ImageEngine ENGINE = TestEngines.NATIVE_BEST;

    private final HeaderProbe probe = new HeaderProbe();

    private ImageHeader header(byte[] data) throws ImageException {
        return probe.probe(data, ImageFormat.detect(data).orElseThrow(), ImageLimits.DEFAULTS);
    }

    private BufferedImage pixels(byte[] data) throws ImageException {
        ImageHeader header = header(data);
        try (Picture picture = ENGINE.decoder().decode(data, header, 9_999);
                Picture upright = ENGINE.resizer().resize(picture, 9_999)) {
            return TestImages.read(ENGINE.encoder().encode(upright, EncodeOptions.of(ImageFormat.PNG)));
        }
    }

    private static String nameOf(int pixel) {
        boolean red = (pixel >> 16 & 0xFF) > 128;
        boolean green = (pixel >> 8 & 0xFF) > 128;
        return red ? green ? YELLOW : RED : green ? GREEN : BLUE;
    }

    private static List<String> quadrants(BufferedImage image) {
        int right = image.getWidth() * 3 / 4;
        int below = image.getHeight() * 3 / 4;
        int left = image.getWidth() / 4;
        int above = image.getHeight() / 4;
        return List.of(
                nameOf(image.getRGB(left, above)),
                nameOf(image.getRGB(right, above)),
                nameOf(image.getRGB(left, below)),
                nameOf(image.getRGB(right, below)));
    }

    private static void assertPixel(BufferedImage image, int x, int y, int expected, int tolerance) {
        for (int shift = 0; shift < 32; shift += 8) {
            assertThat(image.getRGB(x, y) >> shift & 0xFF)
                    .as("%08X is like %08X", image.getRGB(x, y), expected)
                    .isCloseTo(expected >> shift & 0xFF, Offset.offset(tolerance));
        }
    }

    @ParameterizedTest
    @CsvSource({"quadrants.heic, 8", "quadrants-10-bit.avif, 10"})
    void showsTheColoursOfThePicture(String name, int bits) throws ImageException {
        BufferedImage image = pixels(HeifSamples.read(name));
        assertThat(header(HeifSamples.read(name)).bitDepth()).isEqualTo(bits);
        int right = image.getWidth() * 3 / 4;
        int below = image.getHeight() * 3 / 4;
        assertPixel(image, 12, 12, 0xFFFF0000, 6);
        assertPixel(image, right, 12, 0xFF00FF00, 6);
        assertPixel(image, 12, below, 0xFF0000FF, 6);
        assertPixel(image, right, below, 0xFFFFFF00, 6);
    }

    @Test
    void expandsGreyOfVideoToAllValues() throws ImageException {
        BufferedImage image = pixels(HeifSamples.read("grey-limited.avif"));
        assertPixel(image, 10, 20, 0xFF282828, 3);
        assertPixel(image, 54, 20, 0xFFC8C8C8, 3);
    }

    @ParameterizedTest
    @CsvSource({
        "0, red green blue yellow",
        "1, green yellow red blue",
        "2, yellow blue green red",
        "3, blue red yellow green"
    })
    void turnsCounterClockwise(int quarters, String expected) throws ImageException, HeifException {
        BufferedImage image = pixels(HeifSamples.with(rotation(quarters)));
        assertThat(String.join(" ", quadrants(image))).isEqualTo(expected);
        assertThat(image.getWidth()).isEqualTo(quarters % 2 == 0 ? 128 : 96);
    }

    @ParameterizedTest
    @CsvSource({"0, blue yellow red green", "1, green red yellow blue"})
    void mirrors(int axis, String expected) throws ImageException, HeifException {
        assertThat(String.join(" ", quadrants(pixels(HeifSamples.with(mirror(axis))))))
                .isEqualTo(expected);
    }

    @Test
    void appliesTransformationsInTheirOrder() throws ImageException, HeifException {
        // green yellow / red blue, then upside down
        assertThat(quadrants(pixels(HeifSamples.with(rotation(1), mirror(0)))))
                .containsExactly(RED, BLUE, GREEN, YELLOW);
        // blue yellow / red green, then turned
        assertThat(quadrants(pixels(HeifSamples.with(mirror(0), rotation(1)))))
                .containsExactly(YELLOW, GREEN, BLUE, RED);
    }

    @Test
    void cutsAPartBeforeAndAfterATurn() throws ImageException, HeifException {
        // given: the lower right quadrant, by the distance of the centres
        BufferedImage before = pixels(HeifSamples.with(part(64, 48, 64, 48), rotation(1)));
        // and: the upper left quarter of the turned picture
        BufferedImage after = pixels(HeifSamples.with(rotation(1), part(48, 64, -48, -64)));

        // then
        assertThat(quadrants(before)).containsOnly(YELLOW);
        assertThat(before.getWidth()).isEqualTo(48);
        assertThat(quadrants(after)).containsOnly(GREEN);
        assertThat(after.getHeight()).isEqualTo(64);
    }

    @Test
    void cutsInsideASampleOfChroma() throws ImageException, HeifException {
        BufferedImage image = pixels(HeifSamples.with(part(31, 23, 33, 25)));
        assertThat(image.getWidth()).isEqualTo(31);
        assertThat(image.getHeight()).isEqualTo(23);
        assertThat(quadrants(image)).containsOnly(YELLOW);
    }

    @Test
    void putsTilesSideBySide() throws ImageException, HeifException {
        BufferedImage image = pixels(HeifSamples.tiled(201, 153));
        assertThat(image.getWidth()).isEqualTo(201);
        assertThat(image.getHeight()).isEqualTo(153);
        assertThat(nameOf(image.getRGB(120, 90))).isEqualTo(YELLOW);
        assertThat(nameOf(image.getRGB(140, 90))).isEqualTo(BLUE);
        assertThat(nameOf(image.getRGB(140, 110))).isEqualTo(RED);
        assertThat(nameOf(image.getRGB(200, 152))).isEqualTo(YELLOW);
    }

    @Test
    void showsAnIdenticalPictureWithTheTransformationsOfBoth() throws ImageException, HeifException {
        HeifFiles files = HeifSamples.item(new HeifFiles("heic"), 1, rotation(1));
        byte[] file = files.item(2, "iden", new byte[1], rotation(1))
                .reference("dimg", 2, 1)
                .primary(2)
                .build();
        assertThat(quadrants(pixels(file))).containsExactly(YELLOW, BLUE, GREEN, RED);
    }

    @Test
    void readsDataFromTheMetadata() throws ImageException, HeifException {
        byte[] file = HeifSamples.item(new HeifFiles("heic").storedBy(1), 1).build();
        assertThat(quadrants(pixels(file))).containsExactly(RED, GREEN, BLUE, YELLOW);
    }

    @Test
    void keepsTransparency() throws ImageException {
        BufferedImage image = pixels(HeifSamples.read("quadrants-alpha.heic"));
        assertPixel(image, 12, 12, 0xFFFF0000, 6);
        assertThat(image.getRGB(50, 12) >>> 24).isZero();
        assertPixel(image, 12, 36, 0x800000FF, 6);
    }

    @Test
    void undoesTheMultiplicationByTheOpacity() throws ImageException, HeifException {
        // given: green is coded as 255 with an opacity of about 150, so it was more than full before
        BufferedImage plain = pixels(HeifSamples.opaqueByBrightness(false));
        BufferedImage premultiplied = pixels(HeifSamples.opaqueByBrightness(true));

        // then: blue has the smallest opacity
        assertThat(plain.getRGB(24, 72) >>> 24).isBetween(20, 40);
        assertThat(premultiplied.getRGB(24, 72) >>> 24).isEqualTo(plain.getRGB(24, 72) >>> 24);
        assertPixel(plain, 24, 72, (plain.getRGB(24, 72) & 0xFF000000) | 0x0000FF, 6);
        assertPixel(premultiplied, 24, 72, (plain.getRGB(24, 72) & 0xFF000000) | 0x0000FF, 12);
    }

    @Test
    void convertsWideColours() throws ImageException, HeifException {
        // given: the same planes as sRGB, and as Display P3, whose red is outside of sRGB and whose blue has less red
        BufferedImage srgb = pixels(HeifSamples.with(codePoints(1, 13, 6, true)));
        BufferedImage wide = pixels(HeifSamples.with(codePoints(12, 13, 6, true)));

        // then
        assertThat(header(HeifSamples.with(codePoints(1, 13, 6, true))).profileToConvert())
                .isNull();
        assertThat(wide.getRGB(50, 36) & 0xFF).isLessThanOrEqualTo(srgb.getRGB(50, 36) & 0xFF);
        assertThat(header(HeifSamples.with(codePoints(12, 13, 6, true))).profileToConvert())
                .isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"quadrants.heic", "quadrants-alpha.heic", "quadrants-10-bit.avif"})
    void refusesEveryCut(String name) {
        byte[] file = HeifSamples.read(name);
        for (int length = 100; length < file.length; length += 7) {
            byte[] cut = Arrays.copyOf(file, length);
            assertThatThrownBy(() -> pixels(cut))
                    .as("%d bytes", length)
                    .isInstanceOfSatisfying(ImageException.class, e -> assertThat(e.error())
                            .isIn(ImageError.DECODE_HEADER_FAILED, ImageError.DECODE_FAILED));
        }
    }

    @Test
    void refusesWhatContradictsTheCodedPicture() throws HeifException {
        byte[] source = HeifSamples.read("quadrants.heic");
        HeifFiles.Box codec = property(source, "hvcC");
        assertRefused(
                new HeifFiles("heic").item(1, "hvc1", HeifFiles.data(source), codec, size(4_000, 3_000)),
                ImageError.DECODE_FAILED,
                "the coded picture has 128×96 pixels; expected 4000×3000 as the boxes say");
        assertRefused(
                HeifSamples.item(new HeifFiles("heic"), 1, property("pixi", false, new byte[] {0, 0, 0, 0, 1, 10})),
                ImageError.DECODE_HEADER_FAILED,
                "a channel has 10 bits; expected 8 as the codec's configuration says");
        assertRefused(
                HeifSamples.item(new HeifFiles("heic"), 1, part(129, 96, 0, 0)),
                ImageError.DECODE_HEADER_FAILED,
                "expected one inside");
    }

    @Test
    void refusesWhatItDoesNotKnow() throws HeifException {
        assertRefused(
                HeifSamples.item(new HeifFiles("heic"), 1, property("new!", true, new byte[4])),
                ImageError.DECODE_FAILED,
                "the essential property new!");
        assertRefused(new HeifFiles("heic").item(1, "avc1", new byte[4], size(4, 4)), ImageError.DECODE_FAILED, "avc1");
        assertRefused(
                HeifSamples.item(new HeifFiles("heic").storedBy(2), 1),
                ImageError.DECODE_HEADER_FAILED,
                "has no data in this file");
        assertRefused(HeifSamples.item(new HeifFiles("avif"), 1), ImageError.DECODE_FAILED, "expected av01");
    }

    @Test
    void refusesBombsOfEachKind() throws HeifException {
        assertBomb(
                HeifSamples.item(new HeifFiles("heic"), 1)
                        .item(2, "hvc1", new byte[4], size(60_000, 60_000))
                        .primary(2),
                "60000×60000 pixels");
        HeifFiles tiles = new HeifFiles("heic")
                .item(9, "grid", grid(256, 256, 64, 48), size(64, 48))
                .primary(9);
        assertBomb(tiles, "65536 tiles");
        HeifFiles area = new HeifFiles("heic")
                .item(9, "grid", grid(2, 2, 10, 10), size(10, 10))
                .item(1, "hvc1", new byte[4], property(HeifSamples.read("quadrants.heic"), "hvcC"), size(9_000, 9_000))
                .reference("dimg", 9, 1, 1, 1, 1)
                .primary(9);
        assertBomb(area, "18000×18000 pixels");
        HeifFiles deep = HeifSamples.item(new HeifFiles("heic"), 1);
        for (int id = 2; id < 10; id++) {
            deep.item(id, "iden", new byte[1]).reference("dimg", id, id - 1);
        }
        assertBomb(deep.primary(9), "items derived from one another");
        assertBomb(
                new HeifFiles("heic").item(1, "iden", new byte[1]).reference("dimg", 1, 1),
                "items derived from one another");
        HeifFiles many = HeifSamples.item(new HeifFiles("heic"), 1);
        for (int id = 2; id < 6_000; id++) {
            many.item(id, "iden", new byte[1]);
        }
        assertBomb(many, "more than 5000");
    }

    private void assertBomb(HeifFiles files, String message) {
        assertRefused(files, ImageError.DECOMPRESSION_BOMB, message);
    }

    private void assertRefused(HeifFiles files, ImageError error, String message) {
        byte[] file = files.build();
        assertThatThrownBy(() -> pixels(file))
                .hasMessageContaining(message)
                .isInstanceOfSatisfying(
                        ImageException.class, e -> assertThat(e.error()).isEqualTo(error));
    }

    @Test
    void writesAvifThatShowsTheSame() throws ImageException {
        // given
        byte[] png = TestImages.png(TestImages.quadrants(63, 47, BufferedImage.TYPE_INT_RGB));
        ImageEngine java = JavaEngine.create(NativeEngine::encodeAvif);
        ImageHeader header = probe.probe(png, ImageFormat.PNG, ImageLimits.DEFAULTS);

        // when
        byte[] avif;
        try (Picture picture = java.decoder().decode(png, header, 63)) {
            avif = java.encoder().encode(picture, EncodeOptions.of(ImageFormat.AVIF));
        }

        // then
        BufferedImage image = pixels(avif);
        assertThat(image.getWidth()).isEqualTo(63);
        assertThat(image.getHeight()).isEqualTo(47);
        assertPixel(image, 12, 12, 0xFFFF0000, 12);
        assertPixel(image, 50, 36, 0xFFFFFF00, 12);
        assertThat(header(avif).profileToConvert()).isNull();
    }

    @Test
    void writesAvifWithTransparency() throws ImageException {
        // given
        byte[] heic = HeifSamples.read("quadrants-alpha.heic");
        byte[] avif;
        try (Picture picture = ENGINE.decoder().decode(heic, header(heic), 64)) {
            avif = ENGINE.encoder().encode(picture, EncodeOptions.of(ImageFormat.AVIF));
        }

        // when
        BufferedImage image = pixels(avif);

        // then
        assertThat(image.getRGB(50, 12) >>> 24).isLessThan(4);
        assertThat(image.getRGB(12, 36) >>> 24).isBetween(124, 132);
        assertPixel(image, 12, 12, 0xFFFF0000, 12);
    }

    @ParameterizedTest
    @CsvSource({"heic, HEIC", "mif1, HEIC", "avif, AVIF", "avis, AVIF", "msf1, HEIC"})
    void isRecognisedByItsBrands(String brand, ImageFormat format) {
        assertThat(ImageFormat.detect(new HeifFiles(brand).build())).contains(format);
    }

    @Test
    void isNothingElseWithOtherBrands() {
        assertThat(ImageFormat.detect(new HeifFiles("mp42").build())).isEmpty();
    }
}
