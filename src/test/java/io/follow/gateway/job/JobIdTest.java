package io.follow.gateway.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobIdTest {

    @ParameterizedTest
    @ValueSource(strings = {"1771927200000-0", "0-1", "18446744073709551615-18446744073709551615"})
    void writesWhatItRead(String entryId) {
        assertThat(JobId.parse(entryId)).hasToString(entryId);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "1",
                "1-",
                "-1",
                "1-1-1",
                "a-1",
                "+1-1",
                "1--1",
                "18446744073709551616-0",
                "1-1 ",
                "*",
                "٣-1"
            })
    void refusesWhatIsNoEntryId(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JobId.parse(text))
                .withMessageEndingWith("is not an entry id, expected milliseconds-sequence");
    }

    @Test
    void comparesAsNumbersNotAsText() {
        assertThat(JobId.parse("9-0")).isLessThan(JobId.parse("10-0"));
        assertThat(JobId.parse("10-9")).isLessThan(JobId.parse("10-10"));
        assertThat(JobId.parse("9223372036854775807-0")).isLessThan(JobId.parse("9223372036854775808-0"));
        assertThat(JobId.parse("10-10")).isEqualByComparingTo(JobId.parse("10-10"));
    }

    @Test
    void knowsWhenTheJobEnteredTheStream() {
        assertThat(JobId.parse("1771927200123-4").enteredAt()).isEqualTo(Instant.parse("2026-02-24T10:00:00.123Z"));
    }

    @Test
    void takesAnIdPastEveryClockForTheEndOfTime() {
        assertThat(JobId.parse("18446744073709551615-0").enteredAt()).isEqualTo(Instant.MAX);
    }
}
