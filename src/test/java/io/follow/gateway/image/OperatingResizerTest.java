package io.follow.gateway.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OperatingResizerTest {

    private static final Size SOURCE = new Size(64, 32);
    private static final byte[] FILE =
            TestImages.png(TestImages.plain(SOURCE.width(), SOURCE.height(), BufferedImage.TYPE_INT_RGB, 0xFFFFFFFF));

    static List<ImageEngine> engines() {
        return List.of(TestEngines.NATIVE, TestEngines.JAVA);
    }

    /** Makes the top left pixel black, and remembers the sizes of the pictures. */
    private static final class Dot implements PictureOperation {

        private final List<Size> seen = new ArrayList<>();

        @Override
        public BufferedImage apply(BufferedImage pixels) {
            seen.add(new Size(pixels.getWidth(), pixels.getHeight()));
            BufferedImage result = new BufferedImage(pixels.getWidth(), pixels.getHeight(), pixels.getType());
            result.setData(pixels.getRaster());
            result.setRGB(0, 0, 0xFF000000);
            return result;
        }

        @Override
        public long bytesNeeded(Size picture) {
            return Integer.BYTES * picture.pixels();
        }
    }

    private static Picture decode(ImageEngine engine) throws ImageException {
        ImageHeader header = new HeaderProbe().probe(FILE, ImageFormat.PNG, ImageLimits.DEFAULTS);
        return engine.decoder().decode(FILE, header, SOURCE.width());
    }

    @ParameterizedTest
    @MethodSource("engines")
    void eachPictureOfTheSourceIsChangedBeforeItIsCropped(ImageEngine engine) throws ImageException {
        // given
        Dot dot = new Dot();
        Layout square = new Box(16, 16, Fit.COVER, Position.NORTHWEST).layout(SOURCE, 16_383, null);
        Layout right = new Box(30, 30, Fit.COVER, Position.EAST).layout(SOURCE, 16_383, null);

        // when
        try (Picture decoded = decode(engine);
                RenditionSet made = RenditionSet.of(
                        new OperatingResizer(engine.resizer(), List.of(dot)), decoded, right, List.of(square))) {
            BufferedImage kept = UprightPixels.of(engine, made.further().get(0), new Size(16, 16));
            BufferedImage cropped = UprightPixels.of(engine, made.main(), new Size(30, 30));

            // then
            assertThat(dot.seen).containsExactly(new Size(60, 30), new Size(32, 16));
            assertThat(kept.getRGB(0, 0) & 0xFFFFFF).isLessThan(0x202020);
            assertThat(cropped.getRGB(0, 0)).isEqualTo(0xFFFFFFFF);
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void whatIsMadeOfAChangedPictureIsOnlyScaled(ImageEngine engine) throws ImageException {
        // given
        Dot dot = new Dot();
        Resizer resizer = new OperatingResizer(engine.resizer(), List.of(dot));

        // when
        try (Picture decoded = decode(engine);
                Picture whole = resizer.resize(decoded, SOURCE);
                Picture half = resizer.resize(whole, new Size(32, 16))) {
            BufferedImage pixels = UprightPixels.of(engine, half, new Size(32, 16));

            // then
            assertThat(dot.seen).containsExactly(SOURCE);
            assertThat(pixels.getRGB(0, 0) & 0xFF).isBetween(0x90, 0xE8);
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void keepsNoPictureThatIsToBeChanged(ImageEngine engine) throws ImageException {
        // given
        Resizer unchanged = new OperatingResizer(engine.resizer(), List.of());
        Resizer changing = new OperatingResizer(engine.resizer(), List.of(new Dot()));

        // then
        try (Picture decoded = decode(engine)) {
            assertThat(unchanged.keeps(decoded, SOURCE))
                    .isEqualTo(engine.resizer().keeps(decoded, SOURCE));
            assertThat(changing.keeps(decoded, SOURCE)).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void aFailureOfAnOperationIsThatOfTheResize(ImageEngine engine) throws ImageException {
        // given
        PictureOperation failing = new PictureOperation() {
            @Override
            public BufferedImage apply(BufferedImage pixels) throws ImageException {
                throw new ImageException(ImageError.PROCESS_FAILED, "not today");
            }

            @Override
            public long bytesNeeded(Size picture) {
                return 0;
            }
        };

        // then
        try (Picture decoded = decode(engine)) {
            assertThatExceptionOfType(ImageException.class)
                    .isThrownBy(() -> new OperatingResizer(engine.resizer(), List.of(failing)).resize(decoded, SOURCE))
                    .withMessage("not today");
        }
    }
}
