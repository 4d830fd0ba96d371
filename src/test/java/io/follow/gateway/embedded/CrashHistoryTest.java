package io.follow.gateway.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CrashHistoryTest {

    private long now;
    private final CrashHistory crashHistory = new CrashHistory(() -> now);

    @Test
    void areTooManyAtTheFifthWithinAMinute() {
        // given
        for (int i = 1; i < 5; i++) {
            crashHistory.one();
            pass(Duration.ofSeconds(14));
            assertThat(crashHistory.areTooMany()).isFalse();
        }

        // when
        crashHistory.one();

        // then
        assertThat(crashHistory.areTooMany()).isTrue();
    }

    @Test
    void areForgottenAfterAMinute() {
        for (int i = 0; i < 50; i++) {
            crashHistory.one();
            pass(Duration.ofSeconds(15));
            assertThat(crashHistory.areTooMany()).isFalse();
        }
    }

    @Test
    void areAnsweredAtOnceAndThenAfterLongerAndLongerPauses() {
        List<Duration> pauses = new ArrayList<>();
        for (int i = 1; i < 5; i++) {
            crashHistory.one();
            pauses.add(crashHistory.pause());
        }
        assertThat(pauses)
                .containsExactly(Duration.ZERO, Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(2));
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }
}
