package io.follow.gateway.image.operation;

import static io.follow.gateway.image.operation.Pictures.assertSame;
import static io.follow.gateway.image.operation.Pictures.drawn;
import static io.follow.gateway.image.operation.Pictures.unchanged;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.follow.gateway.image.Size;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GaussianBlurTest {

    private static final int RGB = BufferedImage.TYPE_INT_RGB;
    private static final int ARGB = BufferedImage.TYPE_INT_ARGB;

    private static BufferedImage blurred(BufferedImage image, double sigma) {
        return unchanged(image, new GaussianBlur(sigma)::apply);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.3, 0.5, 1, 1.7, 4, 12, 250})
    void aPlainPictureStaysAsItIs(double sigma) {
        // given sides that are shorter than the kernel, and no multiple of what is filtered at once
        BufferedImage image = drawn(37, 21, RGB, (x, y) -> 0xFF3377BB);

        // then
        assertSame(blurred(image, sigma), image);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 1, 2, 5, 10})
    void anEdgeBecomesTheIntegralOfAGaussian(double sigma) {
        // given
        BufferedImage image = drawn(200, 3, RGB, (x, y) -> x < 100 ? 0xFF000000 : 0xFFFFFFFF);

        // when
        BufferedImage result = blurred(image, sigma);

        // then
        for (int x = 60; x < 140; x++) {
            double expected = 0;
            for (int k = -60; k <= 60; k++) {
                expected += x + k < 100 ? 0 : 255 * weight(k, sigma);
            }
            assertThat((result.getRGB(x, 1) & 0xFF) - expected)
                    .as("column %d", x)
                    .isBetween(-4.0, 4.0);
        }
    }

    /** Of a Gaussian whose weights for whole numbers add up to 1. */
    private static double weight(int k, double sigma) {
        double sum = 0;
        for (int i = -100; i <= 100; i++) {
            sum += Math.exp(-i * i / (2 * sigma * sigma));
        }
        return Math.exp(-k * k / (2 * sigma * sigma)) / sum;
    }

    @Test
    void rowsAndColumnsAreBlurredAlike() {
        // given
        BufferedImage image = drawn(61, 61, RGB, (x, y) -> x == 30 && y == 30 ? 0xFFFFFFFF : 0xFF000000);

        // when
        BufferedImage result = blurred(image, 1.5);

        // then
        for (int i = 0; i < 61; i++) {
            assertThat(result.getRGB(30, i)).isEqualTo(result.getRGB(i, 30));
            assertThat(result.getRGB(60 - i, 30)).isEqualTo(result.getRGB(i, 30));
        }
        assertThat(result.getRGB(30, 30) & 0xFF).isBetween(16, 19);
    }

    @Test
    void hiddenColoursDoNotShowAtAnEdge() {
        // given: red beside a hidden green, and beside a hidden black
        for (int hidden : new int[] {0x0000FF00, 0}) {
            BufferedImage image = drawn(60, 20, ARGB, (x, y) -> x < 30 ? 0xFFFF0000 : hidden);

            // when
            BufferedImage result = blurred(image, 3);

            // then: only the opacity falls
            int last = 255;
            for (int x = 0; x < 60; x++) {
                int alpha = result.getRGB(x, 10) >>> 24;
                assertThat(alpha).isLessThanOrEqualTo(last);
                last = alpha;
                if (alpha > 0) {
                    assertThat(result.getRGB(x, 10) & 0xFFFFFF).isEqualTo(0xFF0000);
                }
            }
            assertThat(result.getRGB(29, 10) >>> 24).isBetween(128, 160);
            assertThat(result.getRGB(0, 10)).isEqualTo(0xFFFF0000);
            assertThat(result.getRGB(59, 10)).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({"0.29, 0.29", "250.1, 250.1", "NaN, NaN"})
    void otherNumbersSayWhatIsAllowed(double sigma, String found) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GaussianBlur(sigma))
                .withMessage("the sigma of a blur is " + found + "; expected a number from 0.3 to 250.0");
    }

    @Test
    void theMemoryIsThatOfPlanesAndLines() {
        assertThat(new GaussianBlur(250).bytesNeeded(new Size(1000, 500)))
                .isBetween(12L * 500_000, 12L * 500_000 + 1_500_000);
    }
}
