package io.follow.gateway.image.ffmpeg;

import static io.follow.gateway.image.TestImages.ascii;
import static io.follow.gateway.image.TestImages.cmykJpeg;
import static io.follow.gateway.image.TestImages.fourComponentJpeg;
import static io.follow.gateway.image.TestImages.join;
import static io.follow.gateway.image.TestImages.withExif;
import static io.follow.gateway.image.TestImages.withProfile;
import static io.follow.gateway.image.TestImages.withSegment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.follow.gateway.image.ColourModel;
import io.follow.gateway.image.HeaderProbe;
import io.follow.gateway.image.ImageEngine;
import io.follow.gateway.image.ImageError;
import io.follow.gateway.image.ImageException;
import io.follow.gateway.image.ImageFormat;
import io.follow.gateway.image.ImageHeader;
import io.follow.gateway.image.ImageLimits;
import io.follow.gateway.image.Picture;
import io.follow.gateway.image.StructuredJpeg;
import io.follow.gateway.image.TestEngines;
import io.follow.gateway.image.TestImages;
import io.follow.gateway.image.java2d.InkConversion;
import io.follow.gateway.image.java2d.InkConversions;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** JPEGs of inks, or of red, green and blue. The Java engine reads them in another way. */
class NativeInkTest {

    private static final ImageEngine NATIVE = TestEngines.NATIVE;

    /** By name, with the sampling that Photoshop and others use. */
    private static final Map<String, StructuredJpeg> KINDS = Map.of(
            "BASELINE", StructuredJpeg.interleaved(150, 91, 11, 11, 11, 11),
            "RESTARTS", StructuredJpeg.interleaved(150, 91, 11, 11, 11, 11).withRestarts(7),
            "PROGRESSIVE", StructuredJpeg.progressive(150, 91, true, 11, 11, 11, 11),
            "DOUBLED", StructuredJpeg.interleaved(150, 91, 21, 21, 21, 21),
            "SUBSAMPLED", StructuredJpeg.interleaved(150, 91, 22, 11, 11, 22));

    private static ImageHeader header(byte[] data) throws ImageException {
        return new HeaderProbe().probe(data, ImageFormat.JPEG, ImageLimits.DEFAULTS);
    }

    /** @param transform 0 for inks, 2 for luma and chroma */
    private static byte[] marked(byte[] jpeg, int transform) {
        return withSegment(jpeg, 0xEE, join(ascii("Adobe"), new byte[] {0, 100, 0, 0, 0, 0, (byte) transform}));
    }

    private static BufferedImage pixels(ImageEngine engine, byte[] data, int width) throws ImageException {
        ImageHeader header = header(data);
        assertThat(engine.accepts().test(header)).isTrue();
        try (Picture decoded = engine.decoder().decode(data, header, width);
                Picture resized = engine.resizer().resize(decoded, width)) {
            return resized.pixels();
        }
    }

    private static double meanDifference(BufferedImage one, BufferedImage other) {
        assertThat(one.getWidth()).isEqualTo(other.getWidth());
        assertThat(one.getHeight()).isEqualTo(other.getHeight());
        long sum = 0;
        for (int y = 0; y < one.getHeight(); y++) {
            for (int x = 0; x < one.getWidth(); x++) {
                for (int shift = 0; shift < 24; shift += 8) {
                    sum += Math.abs((one.getRGB(x, y) >> shift & 0xFF) - (other.getRGB(x, y) >> shift & 0xFF));
                }
            }
        }
        return sum / (3.0 * one.getWidth() * one.getHeight());
    }

    @ParameterizedTest
    @CsvSource({
        "BASELINE, 0",
        "BASELINE, 2",
        "RESTARTS, 0",
        "RESTARTS, 2",
        "PROGRESSIVE, 0",
        "PROGRESSIVE, 2",
        "DOUBLED, 0",
        "DOUBLED, 2",
        "SUBSAMPLED, 2"
    })
    void hasThePixelsOfTheJavaEngine(String kind, int transform) throws ImageException {
        // given
        byte[] data = marked(KINDS.get(kind).file(), transform);
        // The engines interpolate chroma in different ways.
        double tolerance = kind.equals("SUBSAMPLED") ? 4 : 1;

        for (int width : new int[] {150, 75}) {
            // when
            BufferedImage found = pixels(NATIVE, data, width);

            // then
            assertThat(meanDifference(found, pixels(TestEngines.JAVA, data, width)))
                    .as("%d pixels wide", width)
                    .isLessThan(tolerance);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void isTurnedUpright(int orientation) throws ImageException {
        // given
        byte[] data = withExif(marked(KINDS.get("BASELINE").file(), 0), orientation);

        // then
        assertThat(meanDifference(pixels(NATIVE, data, 60), pixels(TestEngines.JAVA, data, 60)))
                .isLessThan(1);
    }

    @Test
    void isConvertedBeforeItIsReduced() throws ImageException {
        // given
        byte[] data =
                marked(StructuredJpeg.interleaved(640, 640, 11, 11, 11, 11).file(), 0);

        // then
        assertThat(meanDifference(pixels(NATIVE, data, 100), pixels(TestEngines.JAVA, data, 100)))
                .isLessThan(1);
    }

    @Test
    void leavesToTheNextEngineWhatCouldBeSomethingElseOrWouldNotBeFilled() throws ImageException {
        for (byte[] data : List.of(
                fourComponentJpeg(64, 64, 0, 0, 0, 0),
                marked(StructuredJpeg.interleaved(64, 64, 22, 11, 11, 11).file(), 2),
                marked(StructuredJpeg.separate(64, 64, 11, 11, 11, 11).file(), 0))) {
            assertThat(NATIVE.accepts().test(header(data))).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"BASELINE", "RESTARTS", "PROGRESSIVE", "SUBSAMPLED"})
    void noticesPixelsThatEndTooEarly(String kind) throws ImageException {
        // given
        byte[] whole = marked(KINDS.get(kind).file(), 2);
        // The decoder alone notices it, except for whole scans that are missing.
        boolean probed = kind.equals("PROGRESSIVE");
        for (int length = whole.length / 2; length < whole.length - 40; length += 97) {
            byte[] cut = Arrays.copyOf(whole, length + 2);
            cut[length] = (byte) 0xFF;
            cut[length + 1] = (byte) 0xD9;

            // then
            assertThatThrownBy(() -> NATIVE.decoder().decode(cut, header(probed ? cut : whole), 150))
                    .as("%d of %d bytes", length, whole.length)
                    .isInstanceOf(ImageException.class);
        }
    }

    @Test
    void stopsWhenInterrupted() throws ImageException {
        // given
        byte[] data = cmykJpeg(64, 64, 200, 90, 30, 240);
        ImageHeader header = header(data);
        InkConversion conversion = new InkConversions().of(header);
        Thread.currentThread().interrupt();

        // when, then
        try {
            assertThatThrownBy(() -> conversion.convert(new byte[4], new int[1]))
                    .isInstanceOf(ImageException.class)
                    .extracting(e -> ((ImageException) e).error())
                    .isEqualTo(ImageError.PROCESS_TIMEOUT);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void ignoresAProfileThatTheColourEngineRejects() throws ImageException {
        // given
        byte[] plain = cmykJpeg(64, 64, 200, 90, 30, 240);
        byte[] header = Arrays.copyOf(TestImages.swappedProfile(), 132);
        System.arraycopy(ascii("CMYK"), 0, header, 16, 4);
        ByteBuffer.wrap(header).putInt(0, header.length).putInt(128, 0);
        byte[] data = withProfile(plain, header);

        // then
        assertThat(header(data).profile()).isNotNull();
        for (ImageEngine engine : List.of(NATIVE, TestEngines.JAVA)) {
            assertThat(meanDifference(pixels(engine, data, 64), pixels(engine, plain, 64)))
                    .isZero();
        }
    }

    /** The few JPEGs that hold red, green and blue. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void readsRgbAsTheJavaEngineDoes(boolean progressive) throws ImageException {
        // given
        StructuredJpeg kind = progressive
                ? StructuredJpeg.progressive(150, 91, true, 11, 11, 11)
                : StructuredJpeg.interleaved(150, 91, 11, 11, 11);
        byte[] data = marked(kind.file(), 0);
        assertThat(header(data).colourModel()).isEqualTo(ColourModel.RGB);

        for (int width : new int[] {150, 75}) {
            // then
            assertThat(meanDifference(pixels(NATIVE, data, width), pixels(TestEngines.JAVA, data, width)))
                    .isLessThan(1);
        }
    }
}
