package io.follow.gateway.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegionTest {

    private static final Size SOURCE = new Size(4000, 3000);

    @ParameterizedTest
    @CsvSource({
        // Divided evenly.
        "400, 300, 800, 600, 400, 300, 40, 30, 80, 60",
        // Rounded outwards: 40.1 to 120.1, 30.1 to 90.1.
        "401, 301, 800, 600, 400, 300, 40, 30, 81, 61",
        // Smaller than a pixel.
        "405, 305, 1, 1, 400, 300, 40, 30, 1, 1",
        // To the last pixel.
        "3999, 2999, 1, 1, 401, 301, 400, 300, 1, 1",
        "0, 0, 4000, 3000, 401, 301, 0, 0, 401, 301"
    })
    void coversEveryPixelThatShowsAPartOfIt(
            int x, int y, int width, int height, int scaledWidth, int scaledHeight, int left, int top, int w, int h) {
        assertThat(new Region(x, y, width, height).on(SOURCE, new Size(scaledWidth, scaledHeight), 0))
                .isEqualTo(new Region(left, top, w, h));
    }

    @Test
    void aMarginEndsAtTheEdgeOfThePicture() {
        assertThat(new Region(100, 1500, 1000, 1500).on(SOURCE, new Size(400, 300), 20))
                .isEqualTo(new Region(0, 130, 130, 170));
    }

    @Test
    void largeSidesDoNotOverflow() {
        assertThat(new Region(60_000, 0, 5_000, 65_000).on(new Size(65_000, 65_000), new Size(65_000, 65_000), 0))
                .isEqualTo(new Region(60_000, 0, 5_000, 65_000));
        assertThat(new Region(Integer.MAX_VALUE, 0, Integer.MAX_VALUE, 1).isWithin(SOURCE))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"3999, 2999, 1, 1, true", "3999, 2999, 2, 1, false", "3999, 2999, 1, 2, false", "4000, 0, 1, 1, false"})
    void isWithinAPictureAsAWhole(int x, int y, int width, int height, boolean within) {
        assertThat(new Region(x, y, width, height).isWithin(SOURCE)).isEqualTo(within);
    }

    @ParameterizedTest
    @CsvSource({
        "20, 20, 5, 5, true",
        "29, 39, 9, 9, true",
        "30, 20, 5, 5, false",
        "20, 40, 5, 5, false",
        "5, 5, 5, 15, false"
    })
    void overlapsWhatHasAPixelInCommon(int x, int y, int width, int height, boolean overlaps) {
        // given
        Region region = new Region(10, 20, 20, 20);
        Region other = new Region(x, y, width, height);

        // then
        assertThat(region.overlaps(other)).isEqualTo(overlaps);
        assertThat(other.overlaps(region)).isEqualTo(overlaps);
    }

    @Test
    void twoRegionsHaveARectangleAroundThem() {
        assertThat(new Region(10, 20, 20, 20).around(new Region(25, 5, 3, 60))).isEqualTo(new Region(10, 5, 20, 60));
    }

    @ParameterizedTest
    @CsvSource({"-1, 0, 1, 1", "0, -1, 1, 1", "0, 0, 0, 1", "0, 0, 1, 0"})
    void hasAnArea(int x, int y, int width, int height) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Region(x, y, width, height));
    }
}
