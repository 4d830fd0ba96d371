package io.follow.gateway.image.java2d;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.image.Size;
import org.junit.jupiter.api.Test;

class LanczosResizerTest {

    private static final long MEBIBYTE = 1 << 20;

    @Test
    void needsHardlyAnyMemoryForAPictureOfAUsualShape() {
        assertThat(LanczosResizer.bytesNeeded(new Size(8000, 6000), new Size(1920, 1440)))
                .isLessThan(4 * MEBIBYTE);
    }

    @Test
    void knowsThatARowOfAHundredMillionPixelsTakesMore() {
        assertThat(LanczosResizer.bytesNeeded(new Size(100_000_000, 1), new Size(1920, 1)))
                .isGreaterThan(800_000_000L);
    }

    @Test
    void knowsThatAKernelForMillionsOfRowsTakesMore() {
        assertThat(LanczosResizer.bytesNeeded(new Size(2, 50_000_000), new Size(1, 25_000_000)))
                .isGreaterThan(2_500_000_000L);
    }
}
