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

class UnsharpMaskTest {

    private static final int RGB = BufferedImage.TYPE_INT_RGB;
    private static final int ARGB = BufferedImage.TYPE_INT_ARGB;

    private static BufferedImage sharpened(BufferedImage image, double sigma, double amount) {
        return unchanged(image, new UnsharpMask(sigma, amount)::apply);
    }

    @Test
    void aPlainPictureStaysAsItIs() {
        BufferedImage image = drawn(37, 21, RGB, (x, y) -> 0xFF3377BB);
        assertSame(sharpened(image, 2, 5), image);
    }

    @Test
    void theDifferenceToTheSurroundingsIsAdded() {
        // given one brighter column, of which a Gaussian of 1 leaves a share of 0.4
        BufferedImage image = drawn(41, 5, RGB, (x, y) -> x == 20 ? 0xFF909090 : 0xFF606060);

        // when
        BufferedImage result = sharpened(image, 1, 0.5);

        // then: 0x30 × 0.6 × 0.5 more there, and 0x30 × 0.24 × 0.5 less beside it
        assertThat(result.getRGB(20, 2) & 0xFF).isBetween(0x90 + 13, 0x90 + 16);
        assertThat(result.getRGB(19, 2) & 0xFF).isBetween(0x60 - 7, 0x60 - 5);
        assertThat(result.getRGB(21, 2)).isEqualTo(result.getRGB(19, 2));
        assertThat(result.getRGB(5, 2)).isEqualTo(0xFF606060);
    }

    @Test
    void twiceTheAmountIsTwiceTheDifference() {
        // given
        BufferedImage image = drawn(41, 5, RGB, (x, y) -> x < 20 ? 0xFF707070 : 0xFF909090);

        // when
        int once = (sharpened(image, 2, 1).getRGB(20, 2) & 0xFF) - 0x90;
        int twice = (sharpened(image, 2, 2).getRGB(20, 2) & 0xFF) - 0x90;

        // then
        assertThat(once).isGreaterThan(5);
        assertThat(twice).isBetween(2 * once - 1, 2 * once + 1);
    }

    @Test
    void coloursKeepTheirDifferences() {
        // given
        BufferedImage image = drawn(41, 5, RGB, (x, y) -> x < 20 ? 0xFF604050 : 0xFFA08090);

        // when
        int pixel = sharpened(image, 1, 1).getRGB(20, 2);

        // then: red, green and blue differ as before
        assertThat((pixel >> 16) & 0xFF).isGreaterThan(0xA0 + 5);
        assertThat(((pixel >> 16) & 0xFF) - ((pixel >> 8) & 0xFF)).isEqualTo(0x20);
        assertThat((pixel & 0xFF) - ((pixel >> 8) & 0xFF)).isEqualTo(0x10);
    }

    @Test
    void valuesEndAtBlackAndWhite() {
        BufferedImage image = drawn(41, 5, RGB, (x, y) -> x < 20 ? 0xFF101010 : 0xFFF0F0F0);
        BufferedImage result = sharpened(image, 2, 5);
        assertThat(result.getRGB(19, 2)).isEqualTo(0xFF000000);
        assertThat(result.getRGB(20, 2)).isEqualTo(0xFFFFFFFF);
    }

    @Test
    void hiddenPixelsAreNoSurroundings() {
        // given: an even grey beside hidden black and white pixels
        for (int hidden : new int[] {0x00000000, 0x00FFFFFF}) {
            BufferedImage image = drawn(41, 5, ARGB, (x, y) -> x < 20 ? 0xFF808080 : x < 30 ? 0x40808080 : hidden);

            // then
            assertSame(sharpened(image, 2, 5), image);
        }
    }

    @ParameterizedTest
    @CsvSource({"0.2, 1, sigma", "10.1, 1, sigma", "1, 0, amount", "1, 5.1, amount"})
    void otherNumbersSayWhatIsAllowed(double sigma, double amount, String wrong) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new UnsharpMask(sigma, amount))
                .withMessageStartingWith("the " + wrong + " of a sharpening is ")
                .withMessageContaining("; expected a number from ");
    }

    @Test
    void theMemoryIsThatOfPlanesAndLines() {
        assertThat(new UnsharpMask(1, 1).bytesNeeded(new Size(1000, 500)))
                .isBetween(12L * 500_000, 12L * 500_000 + 600_000);
    }
}
