package io.follow.gateway.image;

import static io.follow.gateway.image.TestImages.cmykJpeg;
import static io.follow.gateway.image.TestImages.withProfile;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Ink with a profile by which even the darkest is no black, as on real paper. */
class InkProfileTest {

    /** Larger pictures are converted with a table. */
    private static Stream<Arguments> enginesAndSides() {
        return Stream.of(TestEngines.JAVA, TestEngines.NATIVE)
                .flatMap(engine -> Stream.of(64, 300).map(side -> Arguments.of(engine, side)));
    }

    @ParameterizedTest
    @MethodSource("enginesAndSides")
    void theDarkestInkIsBlackAndPaperIsWhite(ImageEngine engine, int side) throws ImageException {
        // A JPEG of Adobe's holds paper as 255.
        assertThat(brightness(engine, side, 255, 255, 255, 255)).isGreaterThan(252);
        assertThat(brightness(engine, side, 0, 0, 0, 0)).isLessThan(3);
    }

    @ParameterizedTest
    @MethodSource("enginesAndSides")
    void greysInBetweenKeepTheirOrder(ImageEngine engine, int side) throws ImageException {
        int before = -1;
        for (int ink = 0; ink <= 255; ink += 51) {
            int now = brightness(engine, side, 255, 255, 255, ink);
            assertThat(now).isGreaterThan(before);
            before = now;
        }
    }

    @ParameterizedTest
    @MethodSource("enginesAndSides")
    void eachFileIsConvertedByItsOwnProfile(ImageEngine engine, int side) throws ImageException {
        // given
        int[] cyan = {0, 255, 255, 255};

        // when
        int bright = brightness(engine, side, InkProfile.of(200), cyan);
        int dark = brightness(engine, side, InkProfile.of(100), cyan);

        // then
        assertThat(dark).isLessThan(bright - 50);
        assertThat(brightness(engine, side, InkProfile.of(200), cyan)).isEqualTo(bright);
    }

    private static int brightness(ImageEngine engine, int side, int... inks) throws ImageException {
        return brightness(engine, side, InkProfile.of(150), inks);
    }

    private static int brightness(ImageEngine engine, int side, byte[] profile, int... inks) throws ImageException {
        byte[] file = withProfile(cmykJpeg(side, side, inks), profile);
        ImageHeader header = new HeaderProbe().probe(file, ImageFormat.JPEG, ImageLimits.DEFAULTS);
        assertThat(engine.accepts().test(header)).isTrue();
        try (Picture decoded = engine.decoder().decode(file, header, side);
                Picture upright = engine.resizer().resize(decoded, 64)) {
            return TestImages.read(engine.encoder().encode(upright, EncodeOptions.of(ImageFormat.PNG)))
                            .getRGB(32, 32)
                    & 0xFF;
        }
    }
}
