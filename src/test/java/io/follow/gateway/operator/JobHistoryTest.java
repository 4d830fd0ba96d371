package io.follow.gateway.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JobHistoryTest {

    private static final Instant NOW = Instant.parse("2026-02-24T10:00:00Z");

    private final JobHistory history = new JobHistory(Clock.fixed(NOW, ZoneOffset.UTC));

    private static JobRun run(String id, Instant endedAt, long decodeMillis) {
        return new JobRun(
                id,
                1,
                endedAt,
                endedAt,
                Map.of("decode", Duration.ofMillis(decodeMillis).toNanos()));
    }

    @Test
    void givesThePercentilesOfEachStep() {
        // given: 1 to 200 ms
        for (int millis = 1; millis <= 200; millis++) {
            history.add(run(millis + "-0", NOW, millis));
        }

        // when
        JobHistory.Percentiles decode = history.percentiles().get("decode");

        // then
        assertThat(decode).isEqualTo(new JobHistory.Percentiles(200, 100, 190, 198));
    }

    @Test
    void ofASingleJobAllPercentilesAreItsOwn() {
        history.add(run("1-0", NOW, 7));

        assertThat(history.percentiles()).containsOnly(Map.entry("decode", new JobHistory.Percentiles(1, 7, 7, 7)));
    }

    @Test
    void leavesOutWhatEndedMoreThanTenMinutesAgo() {
        history.add(run("1-0", NOW.minus(Duration.ofMinutes(11)), 5000));
        history.add(run("2-0", NOW.minus(Duration.ofMinutes(9)), 10));

        assertThat(history.percentiles()).containsOnly(Map.entry("decode", new JobHistory.Percentiles(1, 10, 10, 10)));
    }

    @Test
    void remembersTheLastThousandJobs() {
        // when
        for (int job = 0; job <= JobHistory.KEPT; job++) {
            history.add(run(job + "-0", NOW, 1));
        }

        // then
        assertThat(history.find("0-0")).isEmpty();
        assertThat(history.find("1-0")).isPresent();
        assertThat(history.find(JobHistory.KEPT + "-0")).isPresent();
    }
}
