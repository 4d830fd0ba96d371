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
import io.follow.gateway.image.TestImages;
import io.follow.gateway.image.java2d.JavaEngine;
import java.awt.image.BufferedImage;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.junit.jupiter.api.Test;

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
        BufferedImage image = TestImages.quadrants(16, 16, BufferedImage.TYPE_INT_RGB);
        for (byte[] data : List.of(
                TestImages.jpeg(image),
                TestImages.jpeg(image, true),
                TestImages.withProfile(TestImages.jpeg(image), TestImages.swappedProfile()))) {
            assertThat(NATIVE.accepts().test(header(data))).isTrue();
            NATIVE.decoder().decode(data, header(data), 16).close();
        }
    }

    @Test
    void leavesInkAndOtherFormatsToTheNextEngine() throws ImageException {
        BufferedImage image = TestImages.quadrants(16, 16, BufferedImage.TYPE_INT_RGB);
        for (byte[] data : List.of(TestImages.png(image), TestImages.cmykJpeg(16, 16, 0, 0, 0, 0))) {
            assertThat(NATIVE.accepts().test(header(data))).isFalse();
        }
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
            assertThat(NATIVE.resizer().keeps(resized, 64)).isTrue();
            assertThat(NATIVE.resizer().keeps(resized, 63)).isFalse();
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
