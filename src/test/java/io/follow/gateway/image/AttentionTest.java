package io.follow.gateway.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttentionTest {

    private static final int GREY = 0xFF808080;
    private static final int SKIN = 0xFFE0A890;
    private static final Size PICTURE = new Size(1600, 800);
    private static final Size PART = new Size(400, 800);

    private static BufferedImage grey() {
        return TestImages.plain(32, 32, BufferedImage.TYPE_INT_RGB, GREY);
    }

    /** Fills 4 by 4 pixels of the reduction. */
    private static void spot(BufferedImage small, int left, int top, int argb) {
        for (int y = top; y < top + 4; y++) {
            for (int x = left; x < left + 4; x++) {
                small.setRGB(x, y, argb);
            }
        }
    }

    private static int leftOf(BufferedImage small) {
        return Attention.area(small, PICTURE, PART).left();
    }

    @Test
    void aPlainPictureIsCroppedInTheMiddle() {
        // the middle of the 32 columns lies between two of them
        assertThat(leftOf(grey())).isBetween(574, 624);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "4, 100", "14, 600", "24, 1100", "28, 1200"})
    void theCropIsCentredOnSkin(int column, int left) {
        // given: 50 columns of the picture for each of the reduction
        BufferedImage small = grey();
        spot(small, column, 14, SKIN);

        // then
        assertThat(leftOf(small)).isBetween(left - 100, left + 100);
    }

    @Test
    void edgesCountMoreThanPlainAreas() {
        // given a pattern of black and white
        BufferedImage small = grey();
        for (int y = 10; y < 16; y++) {
            for (int x = 24; x < 30; x++) {
                small.setRGB(x, y, (x + y) % 2 == 0 ? 0xFF000000 : 0xFFFFFFFF);
            }
        }

        // then
        assertThat(leftOf(small)).isGreaterThan(1000);
    }

    @Test
    void redCountsMoreThanGreenOfTheSameLuminance() {
        // given
        BufferedImage small = grey();
        spot(small, 2, 14, 0xFF008D00);
        spot(small, 26, 14, 0xFFEE0000);

        // then
        assertThat(leftOf(small)).isGreaterThan(1000);
    }

    @Test
    void whatIsTransparentOrDarkIsNotLookedAt() {
        // given
        BufferedImage small = TestImages.plain(32, 32, BufferedImage.TYPE_INT_ARGB, 0xFF000000);
        spot(small, 2, 14, SKIN & 0x00FFFFFF);
        spot(small, 14, 14, 0xFF200804);
        spot(small, 26, 14, 0xFFA08070);

        // then
        assertThat(leftOf(small)).isGreaterThan(1000);
    }

    @ParameterizedTest
    @CsvSource({
        "1600, 800, 400, 800",
        "801, 33, 32, 33",
        "5, 700, 5, 1",
        "33, 7, 32, 7",
        "1, 2, 1, 1",
        "999, 999, 333, 999"
    })
    void thePartIsWithinThePictureAndBeginsAtAnEvenPlace(int width, int height, int partWidth, int partHeight) {
        // given
        Size picture = new Size(width, height);
        Size part = new Size(partWidth, partHeight);
        Size grid = Attention.grid(picture);

        for (int y = 0; y < grid.height(); y += 3) {
            for (int x = 0; x < grid.width(); x += 3) {
                BufferedImage small = TestImages.plain(grid.width(), grid.height(), BufferedImage.TYPE_INT_RGB, GREY);
                small.setRGB(x, y, 0xFFFF0000);

                // when
                Area area = Attention.area(small, picture, part);

                // then
                assertThat(area.size()).isEqualTo(part);
                assertThat(area.left() % 2).isZero();
                assertThat(area.top() % 2).isZero();
                assertThat(area.left()).isBetween(0, width - partWidth);
                assertThat(area.top()).isBetween(0, height - partHeight);
            }
        }
    }
}
