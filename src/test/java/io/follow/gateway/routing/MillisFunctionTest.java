package io.follow.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MillisFunctionTest {

    private final MillisFunction millis = new MillisFunction();

    @ParameterizedTest
    @CsvSource({"1500, 1500", "250ms, 250", "1s, 1000", "' 5m ', 300000", "1h30m, 5400000", "1d, 86400000", "0, 0"})
    void aDurationIsItsMilliseconds(String duration, String expected) {
        assertThat(millis.apply(duration)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ever", "soon", "5 x", "-5s", "s", "1.5s", "99999999999999999999"})
    void whatIsNoDurationIsRefusedInOneLine(String text) {
        assertThatThrownBy(() -> millis.apply(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("found the duration \"" + text + "\", expected milliseconds or a value such as 1s or 5m");
    }
}
