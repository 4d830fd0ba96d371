package io.follow.gateway.image.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.image.EncodeOptions;
import io.follow.gateway.image.HeaderProbe;
import io.follow.gateway.image.ImageEngine;
import io.follow.gateway.image.ImageException;
import io.follow.gateway.image.ImageFormat;
import io.follow.gateway.image.ImageHeader;
import io.follow.gateway.image.ImageLimits;
import io.follow.gateway.image.Picture;
import io.follow.gateway.image.ResizeQuality;
import io.follow.gateway.image.StructuredJpeg;
import io.follow.gateway.image.TestImages;
import io.follow.gateway.image.java2d.JavaEngine;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever sampling the native engine accepts, each pixel is the file's own and not what was in memory before. */
class EverySamplingTest {

    private static final int[] COLOURS = {11, 12, 21, 22};
    private static final EncodeOptions LOSSLESS = EncodeOptions.of(ImageFormat.PNG);

    /** The content of a marker by which four components are ink, coded as luma and chroma. */
    private static final byte[] ADOBE = TestImages.join(TestImages.ascii("Adobe"), new byte[] {0, 100, 0, 0, 0, 0, 2});

    private static FilledFramePool zeros;
    private static FilledFramePool ones;

    @BeforeAll
    static void load() {
        NativeLibraries.load();
        zeros = new FilledFramePool(0);
        ones = new FilledFramePool(0xFF);
    }

    @AfterAll
    static void close() {
        zeros.close();
        ones.close();
    }

    private static ImageEngine engine(FramePool pool) {
        return NativeEngine.create(JavaEngine.create().encoder(), ResizeQuality.FAST, pool);
    }

    /** The pixels, or the error, since it does not know every sampling. */
    private static String decoded(ImageEngine engine, byte[] data) throws ImageException {
        ImageHeader header = new HeaderProbe().probe(data, ImageFormat.JPEG, ImageLimits.DEFAULTS);
        assertThat(engine.accepts().test(header)).isTrue();
        try (Picture picture = engine.decoder().decode(data, header, header.width())) {
            return Arrays.toString(engine.encoder().encode(picture, LOSSLESS));
        } catch (ImageException e) {
            return e.getMessage();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {11, 12, 14, 21, 22, 24, 31, 32, 41, 42})
    void isFilledToTheLastPixel(int luma) throws ImageException {
        // given
        ImageEngine afterZeros = engine(zeros);
        ImageEngine afterOnes = engine(ones);
        int before = ones.filled();
        for (int i = 0; i < COLOURS.length * COLOURS.length; i++) {
            int[] factors = {luma, COLOURS[i % COLOURS.length], COLOURS[i / COLOURS.length]};
            // Around a multiple of every unit.
            for (int side = 46; side <= 49; side++) {
                for (StructuredJpeg file : List.of(
                        StructuredJpeg.interleaved(side, side, factors),
                        StructuredJpeg.progressive(side, side, true, factors),
                        StructuredJpeg.progressive(side, side, false, factors))) {
                    // when
                    String pixels = decoded(afterOnes, file.file());

                    // then
                    assertThat(pixels).as("%s", file).isEqualTo(decoded(afterZeros, file.file()));
                }
            }
        }
        assertThat(ones.filled()).as("frames decoded").isGreaterThan(before);
    }

    @ParameterizedTest
    @ValueSource(ints = {11, 12, 21, 22})
    void soArePicturesOfInk(int first) throws ImageException {
        // given
        ImageEngine afterZeros = engine(zeros);
        ImageEngine afterOnes = engine(ones);
        int before = ones.filled();
        for (int second : COLOURS) {
            int[] factors = {first, second, second, first};
            for (int side = 46; side <= 49; side++) {
                for (StructuredJpeg kind : List.of(
                        StructuredJpeg.interleaved(side, side, factors),
                        StructuredJpeg.progressive(side, side, true, factors))) {
                    byte[] file = TestImages.withSegment(kind.file(), 0xEE, ADOBE);

                    // when
                    String pixels = decoded(afterOnes, file);

                    // then
                    assertThat(pixels).as("%s", kind).isEqualTo(decoded(afterZeros, file));
                }
            }
        }
        assertThat(ones.filled()).as("frames decoded").isGreaterThan(before);
    }
}
