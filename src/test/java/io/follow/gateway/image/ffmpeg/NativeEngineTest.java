package io.follow.gateway.image.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.follow.gateway.image.Area;
import io.follow.gateway.image.Bytes;
import io.follow.gateway.image.EncodeOptions;
import io.follow.gateway.image.EngineRules;
import io.follow.gateway.image.HeaderProbe;
import io.follow.gateway.image.ImageEngine;
import io.follow.gateway.image.ImageException;
import io.follow.gateway.image.ImageFormat;
import io.follow.gateway.image.ImageHeader;
import io.follow.gateway.image.ImageLimits;
import io.follow.gateway.image.Orientation;
import io.follow.gateway.image.Picture;
import io.follow.gateway.image.PngPixelData;
import io.follow.gateway.image.ResizeQuality;
import io.follow.gateway.image.Size;
import io.follow.gateway.image.StructuredJpeg;
import io.follow.gateway.image.TestEngines;
import io.follow.gateway.image.TestImages;
import io.follow.gateway.image.java2d.JavaEngine;
import io.follow.gateway.image.java2d.JavaPictures;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The native engine with the Java engine behind it. */
class NativeEngineTest extends EngineRules {

    private static final ImageEngine JAVA = JavaEngine.create();
    private static final ImageEngine NATIVE = TestEngines.NATIVE;

    NativeEngineTest() {
        super(List.of(NATIVE, JAVA));
    }

    private static ImageHeader header(byte[] data) throws ImageException {
        return new HeaderProbe().probe(data, ImageFormat.detect(data).orElseThrow(), ImageLimits.DEFAULTS);
    }

    @Test
    void readsJpegsOfTheUsualKindsItself() throws ImageException {
        BufferedImage image = TestImages.quadrants(64, 64, BufferedImage.TYPE_INT_RGB);
        for (byte[] data : List.of(
                TestImages.jpeg(image),
                TestImages.jpeg(image, true),
                TestImages.withProfile(TestImages.jpeg(image), TestImages.swappedProfile()))) {
            assertThat(NATIVE.accepts().test(header(data))).isTrue();
            NATIVE.decoder().decode(data, header(data), 16).close();
        }
    }

    @Test
    void readsPngAndWebpItself() throws ImageException {
        for (int type : new int[] {BufferedImage.TYPE_INT_RGB, BufferedImage.TYPE_INT_ARGB}) {
            BufferedImage image = TestImages.quadrants(64, 64, type);
            for (byte[] data : List.of(
                    TestImages.png(image),
                    TestImages.interlacedPng(image),
                    JAVA.encoder().encode(JavaPictures.of(image), EncodeOptions.of(ImageFormat.WEBP)))) {
                assertThat(NATIVE.accepts().test(header(data))).isTrue();
                NATIVE.decoder().decode(data, header(data), 16).close();
            }
        }
    }

    @Test
    void dropsAlphaThatHidesNothing() throws ImageException {
        // given
        byte[] opaque = TestImages.png(TestImages.plain(40, 40, BufferedImage.TYPE_INT_ARGB, 0xFF3377BB));
        byte[] clear = TestImages.png(TestImages.plain(40, 40, BufferedImage.TYPE_INT_ARGB, 0xFE3377BB));

        // when
        try (Picture one = NATIVE.decoder().decode(opaque, header(opaque), 40);
                Picture other = NATIVE.decoder().decode(clear, header(clear), 40)) {
            // then
            assertThat(header(opaque).alpha()).isTrue();
            assertThat(one.alpha()).isFalse();
            assertThat(other.alpha()).isTrue();
        }
    }

    @Test
    void cropsAPictureWhoseAlphaHidesNothing() throws ImageException {
        // given
        byte[] opaque = TestImages.png(TestImages.plain(40, 40, BufferedImage.TYPE_INT_ARGB, 0xFF3377BB));

        // when
        try (Picture whole = NATIVE.decoder().decode(opaque, header(opaque), 40);
                Picture part = whole.crop(new Area(4, 6, new Size(20, 10)))) {
            // then
            assertThat(part.width()).isEqualTo(20);
            assertThat(part.pixels().getRGB(3, 3)).isEqualTo(0xFF3377BB);
        }
    }

    @ParameterizedTest
    @EnumSource(Orientation.class)
    void turnsScalesAndConvertsTransparentPngsAsTheJavaEngineDoes(Orientation orientation) throws ImageException {
        // given
        BufferedImage image = new BufferedImage(90, 60, BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < 60; y++) {
            for (int x = 0; x < 90; x++) {
                // Invisible pixels have a colour that must not mix with others.
                image.setRGB(x, y, x / 9 % 2 == 0 ? 0x0000FF00 : ((100 + 2 * y) << 24) | (0xC0 << 16) | (x * 2));
            }
        }
        byte[] profile = TestImages.join(TestImages.ascii("x\0\0"), TestImages.deflate(TestImages.swappedProfile()));
        byte[] data = TestImages.withChunks(
                TestImages.png(image),
                TestImages.chunk("eXIf", TestImages.exif(orientation.ordinal() + 1)),
                TestImages.chunk("iCCP", profile));

        for (int width : new int[] {30, 37, 90}) {
            // when
            BufferedImage expected = pixels(JAVA, data, width);
            BufferedImage found = pixels(NATIVE, data, width);

            // then
            assertThat(found.getWidth()).isEqualTo(expected.getWidth());
            assertThat(found.getHeight()).isEqualTo(expected.getHeight());
            for (int y = 0; y < expected.getHeight(); y++) {
                for (int x = 0; x < expected.getWidth(); x++) {
                    assertLooksLike(found.getRGB(x, y), expected.getRGB(x, y));
                }
            }
        }
    }

    private static BufferedImage pixels(ImageEngine engine, byte[] data, int width) throws ImageException {
        try (Picture whole = engine.decoder().decode(data, header(data), width);
                Picture resized = engine.resizer().resize(whole, width)) {
            return TestImages.read(engine.encoder().encode(resized, EncodeOptions.of(ImageFormat.PNG)));
        }
    }

    /** Over black and over white; the kernels differ a little. */
    private static void assertLooksLike(int found, int expected) {
        for (int ground : new int[] {0, 255}) {
            for (int shift : new int[] {0, 8, 16}) {
                assertThat(over(ground, found, shift))
                        .as("%08X is like %08X", found, expected)
                        .isCloseTo(over(ground, expected, shift), within(16));
            }
        }
    }

    private static int over(int ground, int pixel, int shift) {
        int alpha = pixel >>> 24;
        return (((pixel >> shift) & 0xFF) * alpha + ground * (255 - alpha)) / 255;
    }

    @Test
    void inflatesWithEveryInflaterAlike() throws ImageException {
        // given
        PngPixelData png =
                PngPixelData.of(Bytes.of(TestImages.png(TestImages.quadrants(90, 70, BufferedImage.TYPE_INT_RGB))));
        int length = (int) png.rawLength();
        Igzip fast = Igzip.load();
        assumeThat(fast).isNotNull();
        byte[][] found = new byte[2][length];

        // when
        PngInflater[] inflaters = {fast, new JdkInflater()};
        for (int i = 0; i < inflaters.length; i++) {
            try (BytePointer rows = new BytePointer((long) length);
                    BytePointer more = new BytePointer(length + 1L)) {
                assertThat(inflaters[i].fill(png, rows)).isTrue();
                assertThat(inflaters[i].fill(png, more)).isFalse();
                rows.get(found[i]);
            }
        }

        // then
        assertThat(found[0]).isEqualTo(found[1]);
    }

    @Test
    void leavesAFewRowsToTheNextEngine() throws ImageException {
        BufferedImage image = TestImages.quadrants(16, 16, BufferedImage.TYPE_INT_RGB);
        BufferedImage low = TestImages.quadrants(2_000, 31, BufferedImage.TYPE_INT_RGB);
        for (byte[] data : List.of(TestImages.png(image), TestImages.jpeg(low))) {
            assertThat(NATIVE.accepts().test(header(data))).isFalse();
        }
    }

    @Test
    void leavesJpegsThatItMightNotFillToTheNextEngine() throws ImageException {
        for (StructuredJpeg file : List.of(
                StructuredJpeg.separate(16, 16, 22, 11, 11),
                StructuredJpeg.interleaved(16, 16, 22, 11, 11).withProcess(0xC9),
                StructuredJpeg.progressive(16, 16, true, 22, 11, 11).withProcess(0xCA),
                StructuredJpeg.interleaved(16, 16, 23, 11, 11),
                StructuredJpeg.interleaved(16, 16, 11, 11, 13),
                StructuredJpeg.interleaved(16, 16, 33, 33, 33))) {
            assertThat(NATIVE.accepts().test(header(file.file())))
                    .as("%s", file)
                    .isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5, 9, 14})
    void noticesSequentialPixelsThatEndTooEarly(int missing) throws ImageException {
        assertDamageIsNoticed(StructuredJpeg.interleaved(48, 32, 22, 11, 11), missing);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 5, 9, 14})
    void noticesProgressivePixelsThatEndTooEarly(int missing) throws ImageException {
        // given: the DC scan of three components, and the first AC scan, behind which there is nothing
        StructuredJpeg whole = StructuredJpeg.progressive(48, 32, true, 22, 11, 11);
        for (int scans = 1; scans <= 2; scans++) {
            // when, then
            assertDamageIsNoticed(whole.with(whole.scans().subList(0, scans)), missing);
        }
    }

    private static void assertDamageIsNoticed(StructuredJpeg whole, int missing) throws ImageException {
        byte[] file = whole.file();
        byte[] cut = TestImages.join(Arrays.copyOf(file, file.length - 2 - missing), new byte[] {-1, (byte) 0xD9});
        assertThatThrownBy(() -> NATIVE.decoder().decode(cut, header(cut), 48))
                .as("%d scans", whole.scans().size())
                .isInstanceOf(ImageException.class)
                .hasMessage("the pixel data is corrupt: FFmpeg says Invalid data found when processing input");
    }

    @Test
    void decodesNoMoreThanAThumbnailNeeds() throws ImageException {
        // given
        byte[] data = TestImages.jpeg(TestImages.quadrants(1600, 800, BufferedImage.TYPE_INT_RGB));

        // when
        try (FramePicture picture = (FramePicture) NATIVE.decoder().decode(data, header(data), 100)) {
            // then
            assertThat(picture.<Integer>use(AVFrame::width)).isEqualTo(200);
            assertThat(picture.width()).isEqualTo(1600);
        }
    }

    @Test
    void makesTheSamePixelsWithOneThreadAndWithTwo() throws ImageException {
        // given
        byte[] data = TestImages.jpeg(TestImages.quadrants(1601, 1203, BufferedImage.TYPE_INT_RGB));
        FrameResizer one = new FrameResizer(new Load(0), ResizeQuality.FAST);
        FrameResizer two = new FrameResizer(new Load(64), ResizeQuality.FAST);

        try (Picture picture = NATIVE.decoder().decode(data, header(data), 1601);
                Picture byOne = one.resize(picture, 777);
                Picture byTwo = two.resize(picture, 777)) {
            // when
            EncodeOptions options = EncodeOptions.of(ImageFormat.PNG);

            // then
            assertThat(NATIVE.encoder().encode(byTwo, options))
                    .isEqualTo(NATIVE.encoder().encode(byOne, options));
        }
    }

    @Test
    void copiesNoPictureThatIsSmallEnough() throws ImageException {
        // given
        byte[] data = TestImages.jpeg(TestImages.quadrants(64, 48, BufferedImage.TYPE_INT_RGB));
        FramePicture picture = (FramePicture) NATIVE.decoder().decode(data, header(data), 64);
        long pixels = picture.use(frame -> frame.data(0).address());

        // when
        try (FramePicture resized = (FramePicture) NATIVE.resizer().resize(picture, 64)) {
            picture.close();

            // then
            assertThat(NATIVE.resizer().keeps(resized, new Size(64, 48))).isTrue();
            assertThat(NATIVE.resizer().keeps(resized, new Size(63, 47))).isFalse();
            assertThat(resized.<Long>use(frame -> frame.data(0).address())).isEqualTo(pixels);
        }
    }

    @Test
    void keepsThePixelsOfAClosedPictureForAStageThatStillReadsThem() throws ImageException {
        // given
        byte[] data = TestImages.jpeg(TestImages.quadrants(32, 16, BufferedImage.TYPE_INT_RGB));
        FramePicture picture = (FramePicture) NATIVE.decoder().decode(data, header(data), 32);

        // when
        int width = picture.use(frame -> {
            picture.close();
            return frame.width();
        });

        // then
        assertThat(width).isEqualTo(32);
        assertThatThrownBy(() -> picture.use(AVFrame::width)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void namesTheVersionsOfItsCodecs() {
        assertThat(NativeEngine.versions()).matches("FFmpeg \\S+, libjpeg-turbo [0-9.]+, libwebp [0-9.]+");
    }
}
