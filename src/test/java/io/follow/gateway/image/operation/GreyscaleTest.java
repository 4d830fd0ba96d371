package io.follow.gateway.image.operation;

import static io.follow.gateway.image.operation.Pictures.drawn;
import static io.follow.gateway.image.operation.Pictures.unchanged;
import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.image.Size;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GreyscaleTest {

    private static int grey(int argb) {
        BufferedImage image = drawn(3, 2, BufferedImage.TYPE_INT_ARGB, (x, y) -> argb);
        return unchanged(image, new Greyscale()::apply).getRGB(2, 1);
    }

    /** The greys of the luminances 0.2126, 0.7152 and 0.0722 are 127, 220 and 76. */
    @ParameterizedTest
    @CsvSource({
        "0xFFFF0000, 0xFF7F7F7F",
        "0xFF00FF00, 0xFFDCDCDC",
        "0xFF0000FF, 0xFF4C4C4C",
        "0xFFFFFFFF, 0xFFFFFFFF",
        "0xFF000000, 0xFF000000",
        "0x80FF0000, 0x807F7F7F",
        "0x0000FF00, 0x00DCDCDC"
    })
    void aColourBecomesTheGreyOfItsLuminance(String colour, String expected) {
        assertThat(grey(Integer.parseUnsignedInt(colour.substring(2), 16)))
                .isEqualTo(Integer.parseUnsignedInt(expected.substring(2), 16));
    }

    @Test
    void everyGreyStaysAsItIs() {
        for (int value = 0; value < 256; value++) {
            int grey = 0xFF000000 | value * 0x010101;
            assertThat(grey(grey)).isEqualTo(grey);
        }
    }

    @Test
    void theMemoryIsThatOfTheNewPixels() {
        assertThat(new Greyscale().bytesNeeded(new Size(1000, 500))).isEqualTo(2_000_000);
    }
}
