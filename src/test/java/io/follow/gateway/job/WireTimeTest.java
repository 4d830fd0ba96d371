package io.follow.gateway.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WireTimeTest {

    @ParameterizedTest
    @CsvSource({
        "2026-02-24T10:00:00Z,           2026-02-24T10:00:00.000Z",
        "2026-02-24T10:00:00.1239999Z,   2026-02-24T10:00:00.123Z",
        "0000-01-01T00:00:00Z,           0000-01-01T00:00:00.000Z"
    })
    void writesUtcWithMilliseconds(Instant time, String expected) {
        assertThat(WireTime.format(time)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-02-24T10:00:00Z,           2026-02-24T10:00:00Z",
        "2026-02-24t10:00:00z,           2026-02-24T10:00:00Z",
        "2026-02-24T10:00:00.123456789Z, 2026-02-24T10:00:00.123456789Z",
        "2026-02-24T10:00:00+01:30,      2026-02-24T08:30:00Z",
        "2026-02-24T10:00:00-00:00,      2026-02-24T10:00:00Z"
    })
    void readsRfc3339(String text, Instant expected) {
        assertThat(WireTime.parse(text)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "now",
                "1771927200",
                "2026-02-24",
                "2026-02-24 10:00:00Z",
                "2026-02-24T10:00Z",
                "2026-02-24T10:00:00",
                "2026-02-24T24:00:00Z",
                "2026-02-30T10:00:00Z",
                "2026-13-01T10:00:00Z",
                "2026-02-24T10:61:00Z",
                "2026-02-24T10:00:00+99:00",
                "+12026-02-24T10:00:00Z",
                "2026-02-24T10:00:00.Z",
                "2026-02-24T10:00:00Z\n",
                "٢٠٢٦-02-24T10:00:00Z"
            })
    void passesOnNothingElse(String text) {
        assertThat(WireTime.parse(text)).isEmpty();
    }
}
