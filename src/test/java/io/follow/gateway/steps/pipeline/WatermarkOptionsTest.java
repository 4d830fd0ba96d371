package io.follow.gateway.steps.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.follow.gateway.image.Position;
import io.follow.gateway.image.operation.WatermarkStyle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WatermarkOptionsTest {

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "position=&x=&y=&opacity=&width=&tile="})
    void withoutAnyTheMarkIsInTheBottomRightCornerAsItIs(String text) {
        assertThat(WatermarkOptions.parse(text))
                .isEqualTo(new WatermarkStyle(Position.SOUTHEAST, 0, 0, 1, WatermarkStyle.OWN_SIZE, false));
    }

    @Test
    void eachHasAName() {
        assertThat(WatermarkOptions.parse(" position=northwest & x=16 & y=24 & opacity=0.5 & width=20 & tile=true "))
                .isEqualTo(new WatermarkStyle(Position.NORTHWEST, 16, 24, 0.5, 20, true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", ".25", "0.25", "1.0", "1.000"})
    void opacityIsAFraction(String text) {
        assertThat(WatermarkOptions.parse("opacity=" + text).opacity()).isEqualTo(Double.parseDouble(text));
    }

    @ParameterizedTest
    @CsvSource({
        "positon=east, 'found positon=east, expected name=value with one of position, x, y, opacity, width, tile'",
        "east, 'found east, expected name=value'",
        "position=attention, 'found position=attention, expected centre, north'",
        "position=East, 'found position=East, expected centre'",
        "x=-1, 'found x=-1, expected a whole number from 0 to 16383'",
        "y=1.5, 'found y=1.5, expected a whole number'",
        "width=0, 'found width=0, expected a whole number from 1 to 100'",
        "width=101, 'found width=101'",
        "opacity=1.1, 'found opacity=1.1, expected a number from 0 to 1 such as 0.5'",
        "opacity=50, 'found opacity=50'",
        "opacity=NaN, 'found opacity=NaN'",
        "tile=yes, 'found tile=yes, expected true or false'",
        "x=1&x=2, 'found x twice, expected it once'"
    })
    void anythingElseIsRefused(String text, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WatermarkOptions.parse(text))
                .withMessageContaining(message);
    }
}
