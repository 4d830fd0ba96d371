package io.follow.gateway.image.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.follow.gateway.image.EncodeOptions;
import io.follow.gateway.image.EngineRules;
import io.follow.gateway.image.HeaderProbe;
import io.follow.gateway.image.ImageEngine;
import io.follow.gateway.image.ImageException;
import io.follow.gateway.image.ImageFormat;
import io.follow.gateway.image.ImageHeader;
import io.follow.gateway.image.ImageLimits;
import io.follow.gateway.image.Picture;
import io.follow.gateway.image.ResizeQuality;
import io.follow.gateway.image.Size;
import io.follow.gateway.image.StructuredJpeg;
import io.follow.gateway.image.TestImages;
import io.follow.gateway.image.java2d.JavaEngine;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The native engine with the Java engine behind it. */
class NativeEngineTest extends EngineRules {

    private static final ImageEngine JAVA = JavaEngine.create();
    private static final ImageEngine NATIVE = NativeEngine.create(JAVA.encoder(), ResizeQuality.FAST);

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
    void leavesInkOtherFormatsAndAFewRowsToTheNextEngine() throws ImageException {
        BufferedImage image = TestImages.quadrants(16, 16, BufferedImage.TYPE_INT_RGB);
        BufferedImage low = TestImages.quadrants(2_000, 31, BufferedImage.TYPE_INT_RGB);
        for (byte[] data :
                List.of(TestImages.png(image), TestImages.cmykJpeg(64, 64, 0, 0, 0, 0), TestImages.jpeg(low))) {
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
        assertThat(NativeEngine.versions()).matches("FFmpeg \\S+, libjpeg-turbo [0-9.]+");
    }
}
