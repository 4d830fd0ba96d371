package io.follow.gateway.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DominantColourTest {

    private static int[] times(int count, int argb) {
        int[] pixels = new int[count];
        Arrays.fill(pixels, argb);
        return pixels;
    }

    private static String dominant(int[]... pixels) {
        return DominantColour.of(
                        Arrays.stream(pixels).flatMapToInt(IntStream::of).toArray())
                .hex();
    }

    @Test
    void isTheMeanOfTheMostFrequentColoursAndNotOfAll() {
        // given: two shades of one blue, and more pixels of other colours, none of which are alike
        int[] blue = times(20, 0xFF204080);
        int[] otherBlue = times(20, 0xFF224486);
        int[] others =
                IntStream.range(0, 60).map(i -> 0xFF000000 | (i * 0x3F2715)).toArray();

        // when, then
        assertThat(dominant(blue, otherBlue, others)).isEqualTo("#214283");
    }

    @Test
    void countsAPixelByItsOpacity() {
        // given: red is more frequent, and less to be seen
        int[] red = times(30, 0x20FF0000);
        int[] green = times(10, 0xFF00FF00);

        // when, then
        assertThat(dominant(red, green)).isEqualTo("#00ff00");
    }

    @Test
    void isTheVisibleColourOfAPictureThatIsMostlyTransparent() {
        assertThat(dominant(times(99, 0x00FF0000), times(1, 0xFF102030))).isEqualTo("#102030");
    }

    @Test
    void isWhiteWhereNothingIsVisible() {
        assertThat(dominant(times(9, 0x00FF0000))).isEqualTo("#ffffff");
    }

    @Test
    void isTheDarkestOfEquals() {
        assertThat(dominant(times(5, 0xFFF0F0F0), times(5, 0xFF202020), times(5, 0xFF808080)))
                .isEqualTo("#202020");
    }
}
