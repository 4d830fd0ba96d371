package io.follow.gateway.image.java2d;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TabledInksTest {

    /** Each component depends on another ink, and on black. */
    private static final Inks LINEAR = (inks, pixels) -> {
        for (int i = 0; i < pixels.length; i++) {
            int red = 255 - (inks[4 * i] & 0xFF);
            int green = 255 - ((inks[4 * i + 1] & 0xFF) + (inks[4 * i + 3] & 0xFF)) / 2;
            int blue = inks[4 * i + 2] & 0xFF;
            pixels[i] = red << 16 | green << 8 | blue;
        }
    };

    private static final Inks CURVED = (inks, pixels) -> {
        for (int i = 0; i < pixels.length; i++) {
            double light = 1 - (inks[4 * i + 3] & 0xFF) / 255.0;
            int colour = 0;
            for (int ink = 0; ink < 3; ink++) {
                double part = light * (1 - (inks[4 * i + ink] & 0xFF) / 255.0);
                colour = colour << 8 | (int) Math.round(255 * Math.pow(part, 1 / 1.4));
            }
            pixels[i] = colour;
        }
    };

    @Test
    void aColourThatDependsOnInksLinearlyIsExactOrOffByARounding() {
        assertThat(worst(LINEAR, randomInks(200_000))).isLessThanOrEqualTo(1);
    }

    @Test
    void theColoursOfNodesAreExact() {
        // given
        byte[] inks = randomInks(50_000);
        for (int i = 0; i < inks.length; i++) {
            inks[i] = (byte) ((inks[i] & 0xFF) / 17 * 17);
        }

        // then
        assertThat(worst(CURVED, inks)).isZero();
    }

    @Test
    void whitePaperAndAllInksAreExact() {
        assertThat(worst(CURVED, new byte[] {0, 0, 0, 0, -1, -1, -1, -1, 0, 0, 0, -1, -1, 0, 0, 0}))
                .isZero();
    }

    @Test
    void coloursBetweenNodesAreClose() {
        assertThat(differences(CURVED, randomInks(200_000)).average().orElseThrow())
                .isLessThan(1.5);
    }

    private static byte[] randomInks(int pixels) {
        byte[] inks = new byte[4 * pixels];
        new Random(20_261_129).nextBytes(inks);
        return inks;
    }

    private static int worst(Inks source, byte[] inks) {
        return differences(source, inks).max().orElseThrow();
    }

    /** The largest difference of a component, of each pixel. */
    private static IntStream differences(Inks source, byte[] inks) {
        int[] exact = new int[inks.length / 4];
        int[] found = new int[exact.length];
        source.toSrgb(inks, exact);
        TabledInks.of(source).toSrgb(inks, found);
        return IntStream.range(0, exact.length).map(i -> difference(exact[i], found[i]));
    }

    private static int difference(int one, int other) {
        int most = 0;
        for (int shift = 0; shift < 24; shift += 8) {
            most = Math.max(most, Math.abs((one >> shift & 0xFF) - (other >> shift & 0xFF)));
        }
        return most;
    }
}
