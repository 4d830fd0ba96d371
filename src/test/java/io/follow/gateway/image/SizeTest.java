package io.follow.gateway.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SizeTest {

    @ParameterizedTest
    @CsvSource({
        // Neither limit is met, or that of the width alone.
        "100,  50,     1920, WEBP, 100,   50",
        "4000, 3000,   1920, WEBP, 1920,  1440",
        "4000, 1,      1920, WEBP, 1920,  1",
        "1,    16383,  1920, WEBP, 1,     16383",
        // The format's own.
        "1080, 20000,  1920, WEBP, 885,   16383",
        "1080, 20000,  1920, JPEG, 1080,  20000",
        "1080, 20000,  1920, PNG,  1080,  20000",
        "3000, 60000,  1920, WEBP, 819,   16383",
        "3000, 60000,  300,  WEBP, 300,   6000",
        "1,    16384,  1920, WEBP, 1,     16383",
        "1,    100000, 1920, JPEG, 1,     65500",
        "20000, 1080,  30000, WEBP, 16383, 885",
        "100000, 1,    100000, JPEG, 65500, 1",
        "16384, 16384, 16384, WEBP, 16383, 16383"
    })
    void isTheLargestWithinTheWidthAndWhatTheFormatCanHold(
            int width, int height, int maxWidth, ImageFormat format, int newWidth, int newHeight) {
        assertThat(Box.ofWidth(maxWidth).layout(new Size(width, height), format.maxSide(), null))
                .isEqualTo(Layout.whole(new Size(newWidth, newHeight)));
    }

    @Test
    void hasAtLeastOnePixel() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Size(0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> Box.ofWidth(0));
    }
}
