package io.follow.gateway.startup;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.image.ImageEngine;
import io.follow.gateway.image.MemoryBudget;
import io.follow.gateway.image.java2d.JavaEngine;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class MemoryCheckTest {

    private static final int WIDTH = 1920;
    private static final long PIXELS = 100_000_000;
    private static final long SMALL = 200L << 20;

    private static final Pattern MENDING =
            Pattern.compile("-Xmx(\\d+)m, or lower IMG_GW_MAX_PIXEL_COUNT from 100000000 to (\\d+)$");

    private final List<ImageEngine> engines = List.of(JavaEngine.create());

    @Test
    void saysNothingWhereEveryPictureFits() {
        assertThat(check(4L << 30, PIXELS).warning()).isEmpty();
    }

    @Test
    void namesThePictureBothFiguresAndBothSettingsInOneLine() {
        assertThat(check(SMALL, PIXELS).warning()).hasValueSatisfying(line -> assertThat(line)
                .doesNotContain("\n")
                .contains("of 10000×10000 pixels needs ", "this process has 200 MiB for pictures", "WORKER_TOO_SMALL")
                .containsPattern(MENDING));
    }

    @Test
    void eitherSettingMendsIt() {
        // given
        Matcher mending = MENDING.matcher(check(SMALL, PIXELS).warning().orElseThrow());
        assertThat(mending.find()).isTrue();
        long heap = Long.parseLong(mending.group(1)) << 20;
        long pixels = Long.parseLong(mending.group(2));

        // then: the serial collector keeps three to four per cent of the heap back
        assertThat(check((long) (heap * 0.96 * MemoryBudget.DEFAULT_HEAP_SHARE), PIXELS)
                        .warning())
                .isEmpty();
        assertThat(check(SMALL, pixels).warning()).isEmpty();
        // and no more than it takes
        assertThat(check((long) (heap * 0.95 * MemoryBudget.DEFAULT_HEAP_SHARE), PIXELS)
                        .warning())
                .isPresent();
        assertThat(check(SMALL, (long) (pixels * 1.01)).warning()).isPresent();
    }

    private MemoryCheck check(long budget, long pixels) {
        return new MemoryCheck(engines, new MemoryBudget(budget), pixels, WIDTH);
    }
}
