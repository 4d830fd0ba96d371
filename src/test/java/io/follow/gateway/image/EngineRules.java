package io.follow.gateway.image;

import static io.follow.gateway.image.TestImages.chunk;
import static io.follow.gateway.image.TestImages.join;
import static io.follow.gateway.image.TestImages.jpeg;
import static io.follow.gateway.image.TestImages.plain;
import static io.follow.gateway.image.TestImages.png;
import static io.follow.gateway.image.TestImages.quadrants;
import static io.follow.gateway.image.TestImages.withChunks;
import static io.follow.gateway.image.TestImages.withExif;
import static io.follow.gateway.image.TestImages.withProfile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What has to come out of every choice of engines alike. */
public abstract class EngineRules {

    private static final int RED = 0xFFFF0000;
    private static final int GREEN = 0xFF00FF00;
    private static final int BLUE = 0xFF0000FF;
    private static final int YELLOW = 0xFFFFFF00;

    private final List<ImageEngine> engines;

    /** @param engines the fastest first, as the gateway would use them */
    protected EngineRules(List<ImageEngine> engines) {
        this.engines = engines;
    }

    record Decoded(ImageEngine engine, Picture picture) implements AutoCloseable {

        Picture resized(int maxWidth) throws ImageException {
            return engine.resizer().resize(picture, maxWidth);
        }

        @Override
        public void close() {
            picture.close();
        }
    }

    private Decoded decode(byte[] data, int maxWidth) throws ImageException {
        return decode(engines, data, header(data), maxWidth);
    }

    /** Decodes with the first engine that can, as the gateway does. */
    static Decoded decode(List<ImageEngine> engines, byte[] data, ImageHeader header, int maxWidth)
            throws ImageException {
        Iterator<ImageEngine> able = ImageEngine.able(engines, header).iterator();
        while (true) {
            ImageEngine engine = able.next();
            try {
                return new Decoded(engine, engine.decoder().decode(data, header, maxWidth));
            } catch (ImageException e) {
                if (e.error() != ImageError.DECODE_FAILED || !able.hasNext()) {
                    throw e;
                }
            }
        }
    }

    private ImageHeader header(byte[] data) throws ImageException {
        ImageFormat format = ImageFormat.detect(data).orElseThrow();
        return new HeaderProbe().probe(data, format, ImageLimits.DEFAULTS);
    }

    private byte[] process(byte[] data, int maxWidth, ImageFormat output) throws ImageException {
        try (Decoded decoded = decode(data, maxWidth);
                Picture small = decoded.resized(maxWidth)) {
            return decoded.engine().encoder().encode(small, new EncodeOptions(output, 95, 2));
        }
    }

    private BufferedImage pixels(byte[] data, int maxWidth) throws ImageException {
        return TestImages.read(process(data, maxWidth, ImageFormat.PNG));
    }

    private static void assertColour(int found, int expected, int tolerance) {
        for (int shift = 0; shift < 32; shift += 8) {
            assertThat((found >> shift) & 0xFF)
                    .as("%08X is like %08X", found, expected)
                    .isBetween(((expected >> shift) & 0xFF) - tolerance, ((expected >> shift) & 0xFF) + tolerance);
        }
    }

    private static void assertQuadrants(BufferedImage image, int... expected) {
        for (int i = 0; i < expected.length; i++) {
            int x = image.getWidth() * (i % 2 == 0 ? 1 : 3) / 4;
            int y = image.getHeight() * (i < 2 ? 1 : 3) / 4;
            assertColour(image.getRGB(x, y), expected[i], 6);
        }
    }

    /** Turns upright corners back to how a camera with that orientation stores them; Exif 2.32, tag 274. */
    private static int[] stored(int orientation) {
        return switch (orientation) {
            case 1 -> new int[] {RED, GREEN, BLUE, YELLOW};
            case 2 -> new int[] {GREEN, RED, YELLOW, BLUE};
            case 3 -> new int[] {YELLOW, BLUE, GREEN, RED};
            case 4 -> new int[] {BLUE, YELLOW, RED, GREEN};
            case 5 -> new int[] {RED, BLUE, GREEN, YELLOW};
            case 6 -> new int[] {GREEN, YELLOW, RED, BLUE};
            case 7 -> new int[] {YELLOW, GREEN, BLUE, RED};
            default -> new int[] {BLUE, RED, YELLOW, GREEN};
        };
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void turnsEveryOrientationUpright(int orientation) throws ImageException {
        // given a picture that is 200 wide and 80 high when looked at
        boolean turned = orientation > 4;
        int width = turned ? 80 : 200;
        int height = turned ? 200 : 80;
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        int[] corners = stored(orientation);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, corners[(y < height / 2 ? 0 : 2) + (x < width / 2 ? 0 : 1)]);
            }
        }
        byte[] data = withExif(jpeg(image), orientation);
        // when
        BufferedImage small = pixels(data, 50);
        BufferedImage unscaled = pixels(data, 1920);
        // then
        assertThat(small.getWidth()).isEqualTo(50);
        assertThat(small.getHeight()).isEqualTo(20);
        assertQuadrants(small, RED, GREEN, BLUE, YELLOW);
        assertThat(unscaled.getWidth()).isEqualTo(200);
        assertQuadrants(unscaled, RED, GREEN, BLUE, YELLOW);
    }

    @ParameterizedTest
    @CsvSource({
        "100,50,40,20",
        "40,20,100,20",
        "3,1000,1,333",
        "1000,1,320,1",
        "1,1000,320,1000",
        "101,67,100,66",
        "200,3,100,2",
        "640,480,320,240",
        "1999,10,1000,5",
        "1,1,1,1"
    })
    void keepsTheAspectAndNeverEnlarges(int width, int height, int maxWidth, int newHeight) throws ImageException {
        BufferedImage image = pixels(png(quadrants(width, height, BufferedImage.TYPE_INT_RGB)), maxWidth);
        assertThat(image.getWidth()).isEqualTo(Math.min(width, maxWidth));
        assertThat(image.getHeight()).isEqualTo(newHeight);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 99, 100, 150, 199, 200})
    void showsTheSameColoursAtEverySize(int maxWidth) throws ImageException {
        BufferedImage image = pixels(png(plain(200, 120, BufferedImage.TYPE_INT_RGB, 0xFF3377BB)), maxWidth);
        for (int x = 0; x < image.getWidth(); x++) {
            assertColour(image.getRGB(x, image.getHeight() - 1), 0xFF3377BB, 1);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ImageFormat.class,
            names = {"JPEG", "PNG", "WEBP"})
    void fillsOddSidesToTheLastPixel(ImageFormat output) throws ImageException {
        byte[] data = jpeg(plain(67, 43, BufferedImage.TYPE_INT_RGB, 0xFF3377BB));
        for (int maxWidth : new int[] {67, 33}) {
            BufferedImage image = TestImages.read(process(data, maxWidth, output));
            for (int y = 0; y < image.getHeight(); y++) {
                assertColour(image.getRGB(image.getWidth() - 1, y), 0xFF3377BB, 6);
            }
            for (int x = 0; x < image.getWidth(); x++) {
                assertColour(image.getRGB(x, image.getHeight() - 1), 0xFF3377BB, 6);
            }
        }
    }

    @Test
    void readsProgressiveAndPlainJpegAlike() throws ImageException {
        BufferedImage image = quadrants(64, 64, BufferedImage.TYPE_INT_RGB);
        assertQuadrants(pixels(jpeg(image, true), 64), RED, GREEN, BLUE, YELLOW);
        assertQuadrants(pixels(jpeg(image, false), 64), RED, GREEN, BLUE, YELLOW);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 50, 128, 200, 255})
    void keepsGreyAsItIsStored(int level) throws ImageException {
        // given
        BufferedImage grey = new BufferedImage(64, 64, BufferedImage.TYPE_BYTE_GRAY);
        Arrays.fill(((DataBufferByte) grey.getRaster().getDataBuffer()).getData(), (byte) level);
        BufferedImage deep = new BufferedImage(64, 64, BufferedImage.TYPE_USHORT_GRAY);
        for (int i = 0; i < 64 * 64; i++) {
            deep.getRaster().setSample(i % 64, i / 64, 0, level * 257);
        }
        int expected = 0xFF000000 | (level * 0x010101);
        // when, then
        assertColour(pixels(jpeg(grey), 30).getRGB(5, 5), expected, 1);
        assertColour(pixels(png(grey), 30).getRGB(5, 5), expected, 1);
        assertColour(pixels(png(deep), 64).getRGB(5, 5), expected, 1);
    }

    @Test
    void readsGreyWithAlpha() throws ImageException {
        byte[] row = {0, 100, (byte) 128, 100, (byte) 128};
        byte[] data = rawPng(2, 1, 8, 4, row);
        assertColour(pixels(data, 2).getRGB(1, 0), 0x80646464, 1);
    }

    @Test
    void readsSixteenBitColour() throws ImageException {
        byte[] row = {0, (byte) 0xFF, (byte) 0xFF, (byte) 0x80, 0, 0x10, 0};
        assertColour(pixels(rawPng(1, 1, 16, 2, row), 1).getRGB(0, 0), 0xFFFF8010, 1);
    }

    @Test
    void readsTransparencyOfASingleColour() throws ImageException {
        byte[] row = {0, 10, 20, 30, 40, 50, 60};
        byte[] data = withChunks(rawPng(2, 1, 8, 2, row), chunk("tRNS", new byte[] {0, 10, 0, 20, 0, 30}));
        BufferedImage image = pixels(data, 2);
        assertThat(image.getRGB(0, 0) >>> 24).isZero();
        assertColour(image.getRGB(1, 0), 0xFF28323C, 1);
    }

    @Test
    void readsAPaletteWithTransparency() throws ImageException {
        // given
        byte[] reds = {(byte) 255, 0};
        byte[] greens = {0, (byte) 255};
        byte[] alphas = {(byte) 255, 64};
        IndexColorModel palette = new IndexColorModel(1, 2, reds, greens, new byte[2], alphas);
        BufferedImage image = new BufferedImage(16, 16, BufferedImage.TYPE_BYTE_BINARY, palette);
        for (int y = 0; y < 16; y++) {
            for (int x = 8; x < 16; x++) {
                image.getRaster().setSample(x, y, 0, 1);
            }
        }
        // when
        BufferedImage result = pixels(png(image), 16);
        // then
        assertColour(result.getRGB(2, 2), RED, 0);
        assertColour(result.getRGB(12, 2), 0x4000FF00, 0);
    }

    @Test
    void readsInterlacedPng() throws ImageException {
        byte[] data = TestImages.interlacedPng(quadrants(33, 33, BufferedImage.TYPE_INT_RGB));
        assertQuadrants(pixels(data, 33), RED, GREEN, BLUE, YELLOW);
    }

    @Test
    void takesTheFirstPictureOfAnAnimatedPng() throws ImageException {
        byte[] data = withChunks(
                png(quadrants(20, 20, BufferedImage.TYPE_INT_RGB)),
                chunk("acTL", new byte[] {0, 0, 0, 2, 0, 0, 0, 0}),
                chunk("fcTL", new byte[26]));
        assertQuadrants(pixels(data, 20), RED, GREEN, BLUE, YELLOW);
    }

    @Test
    void laysTheFirstFrameOfAnAnimationOnItsCanvas() throws ImageException {
        // given a red frame of 20×20 at the lower right of 40×40
        byte[] red = process(png(plain(20, 20, BufferedImage.TYPE_INT_RGB, RED)), 20, ImageFormat.WEBP);
        byte[] data = TestImages.riff(
                TestImages.vp8x(2, 40, 40), TestImages.frame(20, 20, 20, 20, TestImages.pictureChunks(red)));
        // when
        BufferedImage image = pixels(data, 40);
        // then
        assertThat(image.getRGB(5, 5) >>> 24).isZero();
        assertColour(image.getRGB(30, 30), RED, 6);
    }

    @Test
    void readsTheAlphaPlaneOfAnAnimatedFrame() throws ImageException {
        byte[] half = process(png(plain(20, 20, BufferedImage.TYPE_INT_ARGB, 0x80FF0000)), 20, ImageFormat.WEBP);
        byte[] chunks = TestImages.pictureChunks(half);
        byte[] withoutHeader = Arrays.copyOfRange(chunks, 18, chunks.length);
        byte[] data = TestImages.riff(TestImages.vp8x(0x12, 20, 20), TestImages.frame(0, 0, 20, 20, withoutHeader));
        assertColour(pixels(data, 20).getRGB(10, 10), 0x80FF0000, 6);
    }

    @Test
    void convertsInkToColour() throws ImageException {
        int white = pixels(TestImages.cmykJpeg(32, 32, 255, 255, 255, 255), 32).getRGB(9, 9);
        int cyan = pixels(TestImages.cmykJpeg(32, 32, 0, 255, 255, 255), 32).getRGB(9, 9);
        assertColour(white, 0xFFFFFFFF, 6);
        assertThat((cyan >> 16) & 0xFF).isLessThan(90);
        assertThat((cyan >> 8) & 0xFF).isGreaterThan(120);
        assertThat(cyan & 0xFF).isGreaterThan(180);
    }

    @Test
    void refusesFourComponentsOfUnknownMeaning() {
        assertThatThrownBy(() -> pixels(TestImages.fourComponentJpeg(32, 32, 0, 0, 0, 0), 32))
                .isInstanceOf(ImageException.class)
                .extracting(e -> ((ImageException) e).error())
                .isEqualTo(ImageError.DECODE_FAILED);
    }

    @Test
    void convertsColoursFromAnotherProfile() throws ImageException {
        byte[] picture = jpeg(plain(32, 32, BufferedImage.TYPE_INT_RGB, RED));
        assertColour(
                pixels(withProfile(picture, TestImages.swappedProfile()), 16).getRGB(5, 5), GREEN, 12);
    }

    @Test
    void convertsColoursOfAPngAndKeepsItsAlpha() throws ImageException {
        byte[] profile = join(new byte[] {'x', 0, 0}, TestImages.deflate(TestImages.swappedProfile()));
        byte[] data = withChunks(png(plain(8, 8, BufferedImage.TYPE_INT_ARGB, 0x80FF0000)), chunk("iCCP", profile));
        assertColour(pixels(data, 8).getRGB(4, 4), 0x8000FF00, 12);
    }

    @Test
    void leavesColoursAloneWhenTheProfileIsSrgbOrBroken() throws ImageException {
        byte[] picture = jpeg(plain(32, 32, BufferedImage.TYPE_INT_RGB, 0xFF804020));
        byte[] broken = TestImages.swappedProfile();
        Arrays.fill(broken, 132, broken.length, (byte) 0x55);
        int plain = pixels(picture, 16).getRGB(5, 5);
        assertThat(pixels(withProfile(picture, TestImages.srgbProfile()), 16).getRGB(5, 5))
                .isEqualTo(plain);
        assertThat(pixels(withProfile(picture, broken), 16).getRGB(5, 5)).isEqualTo(plain);
    }

    @Test
    void hiddenColoursDoNotBleedIntoVisibleOnes() throws ImageException {
        // given opaque white columns beside transparent red ones
        BufferedImage image = new BufferedImage(90, 30, BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < 30; y++) {
            for (int x = 0; x < 90; x++) {
                image.setRGB(x, y, x % 3 == 0 ? 0xFFFFFFFF : 0x00FF0000);
            }
        }
        for (int maxWidth : new int[] {60, 45, 40, 30, 7}) {
            // when
            BufferedImage small = pixels(png(image), maxWidth);
            // then
            for (int x = 0; x < small.getWidth(); x++) {
                int pixel = small.getRGB(x, small.getHeight() / 2);
                if (pixel >>> 24 > 20) {
                    assertThat((pixel >> 8) & 0xFF)
                            .as("width %d, %08X", maxWidth, pixel)
                            .isGreaterThan(235);
                }
            }
        }
    }

    @Test
    void keepsAlphaInWebpAndTurnsItWhiteInJpeg() throws ImageException {
        byte[] data = png(plain(32, 32, BufferedImage.TYPE_INT_ARGB, 0x00FF0000));
        byte[] webp = process(data, 32, ImageFormat.WEBP);
        assertThat(header(webp).alpha()).isTrue();
        assertThat(pixels(webp, 32).getRGB(9, 9) >>> 24).isZero();
        assertColour(TestImages.read(process(data, 32, ImageFormat.JPEG)).getRGB(9, 9), 0xFFFFFFFF, 1);
    }

    @ParameterizedTest
    @EnumSource(
            value = ImageFormat.class,
            names = {"JPEG", "PNG", "WEBP"})
    void writesNoMetadata(ImageFormat output) throws ImageException {
        // given
        byte[] data = TestImages.withSegment(
                withExif(
                        withProfile(jpeg(quadrants(64, 64, BufferedImage.TYPE_INT_RGB)), TestImages.swappedProfile()),
                        3),
                0xFE,
                "secret".getBytes(StandardCharsets.US_ASCII));
        // when
        byte[] result = process(data, 32, output);
        // then
        assertThat(new String(result, StandardCharsets.ISO_8859_1))
                .doesNotContain("Exif", "EXIF", "eXIf", "ICC", "iCC", "XMP", "http", "secret", "tEXt", "iTXt", "tIME");
    }

    @ParameterizedTest
    @EnumSource(
            value = ImageFormat.class,
            names = {"JPEG", "PNG", "WEBP"})
    void readsWhatItWrites(ImageFormat format) throws ImageException {
        byte[] data = process(png(quadrants(64, 64, BufferedImage.TYPE_INT_RGB)), 64, format);
        assertThat(ImageFormat.detect(data)).contains(format);
        BufferedImage image = pixels(data, 64);
        assertColour(image.getRGB(16, 16), RED, 8);
        assertColour(image.getRGB(48, 48), YELLOW, 8);
    }

    @Test
    void higherQualityIsLarger() throws ImageException {
        byte[] data = jpeg(quadrants(200, 200, BufferedImage.TYPE_INT_RGB));
        for (ImageFormat format : List.of(ImageFormat.JPEG, ImageFormat.WEBP)) {
            try (Decoded decoded = decode(data, 200);
                    Picture upright = decoded.resized(200)) {
                Encoder encoder = decoded.engine().encoder();
                int low = encoder.encode(upright, new EncodeOptions(format, 10, 4)).length;
                int high = encoder.encode(upright, new EncodeOptions(format, 95, 4)).length;
                assertThat(low).isLessThan(high);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ImageFormat.class,
            names = {"JPEG", "PNG", "WEBP"})
    void refusesEveryTruncation(ImageFormat format) throws ImageException {
        byte[] data = process(png(quadrants(64, 64, BufferedImage.TYPE_INT_RGB)), 64, format);
        for (int length = data.length / 3; length < data.length - TestImages.endMarkOf(format); length++) {
            byte[] truncated = Arrays.copyOf(data, length);
            assertThatThrownBy(() -> pixels(truncated, 64))
                    .as("%d of %d bytes", length, data.length)
                    .isInstanceOf(ImageException.class);
        }
    }

    @Test
    void refusesPixelDataThatIsMissingBeforeTheEndMark() {
        // given a JPEG that lost most of its scan but kept its end mark
        byte[] data = jpeg(quadrants(400, 400, BufferedImage.TYPE_INT_RGB));
        byte[] damaged = join(Arrays.copyOf(data, data.length / 2), new byte[] {(byte) 0xFF, (byte) 0xD9});
        // when, then
        assertThatThrownBy(() -> pixels(damaged, 64))
                .isInstanceOf(ImageException.class)
                .hasMessageStartingWith("the pixel data is corrupt")
                .extracting(e -> ((ImageException) e).error())
                .isEqualTo(ImageError.DECODE_FAILED);
    }

    @Test
    void refusesAPngWhosePixelDataIsTooShort() {
        assertThatThrownBy(() -> pixels(rawPng(100, 100, 8, 2, new byte[301]), 100))
                .isInstanceOf(ImageException.class)
                .extracting(e -> ((ImageException) e).error())
                .isEqualTo(ImageError.DECODE_FAILED);
    }

    @Test
    void endsSoonWhenInterrupted() {
        byte[] data = png(quadrants(800, 800, BufferedImage.TYPE_INT_RGB));
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> pixels(data, 64))
                    .isInstanceOf(ImageException.class)
                    .extracting(e -> ((ImageException) e).error())
                    .isEqualTo(ImageError.PROCESS_TIMEOUT);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void refusesSidesThatTheOutputFormatCannotHold() {
        byte[] data = png(plain(1, 16_384, BufferedImage.TYPE_INT_RGB, RED));
        assertThatThrownBy(() -> process(data, 1, ImageFormat.WEBP))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("1×16384")
                .extracting(e -> ((ImageException) e).error())
                .isEqualTo(ImageError.ENCODE_FAILED);
    }

    @Test
    void makesSeveralRenditionsFromOneDecode() throws ImageException {
        byte[] data = jpeg(quadrants(200, 100, BufferedImage.TYPE_INT_RGB));
        try (Decoded decoded = decode(data, 200);
                Picture large = decoded.resized(150);
                Picture small = decoded.resized(10)) {
            assertThat(large.height()).isEqualTo(75);
            assertThat(small.height()).isEqualTo(5);
            assertThat(decoded.picture().width()).isEqualTo(200);
        }
    }

    @Test
    void aClosedPictureCannotBeUsed() throws ImageException {
        byte[] data = jpeg(quadrants(20, 20, BufferedImage.TYPE_INT_RGB));
        Decoded decoded = decode(data, 20);
        decoded.close();
        decoded.close();
        assertThatThrownBy(() -> decoded.resized(10)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void needsMoreMemoryForWhatIsHarderToDecode() throws ImageException {
        BufferedImage image = quadrants(2000, 1000, BufferedImage.TYPE_INT_RGB);
        long plain = bytesNeeded(jpeg(image), 2000);
        long progressive = bytesNeeded(jpeg(image, true), 2000);
        long forThumbnail = bytesNeeded(jpeg(image), 100);
        assertThat(forThumbnail).isBetween(6_000_000L, 40_000_000L);
        assertThat(plain).isBetween(forThumbnail, 80_000_000L);
        assertThat(progressive).isGreaterThan(plain);
        assertThat(bytesNeeded(StructuredJpeg.separate(2000, 1000, 22, 11, 11).file(), 2000))
                .isGreaterThan(plain);
        assertThat(bytesNeeded(png(image), 2000)).isGreaterThan(plain);
    }

    private long bytesNeeded(byte[] data, int maxWidth) throws ImageException {
        ImageHeader header = header(data);
        return ImageEngine.able(engines, header).get(0).decoder().bytesNeeded(header, maxWidth);
    }

    /** A PNG with these bytes as its filtered rows. */
    private static byte[] rawPng(int width, int height, int depth, int type, byte[] rows) {
        byte[] header = Arrays.copyOf(TestImages.pngHeader(width, height, depth, type), 33);
        return join(header, chunk("IDAT", TestImages.deflate(rows)), chunk("IEND", new byte[0]));
    }
}
