package io.follow.gateway.routing.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Parameter;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

class ArgumentTypeTest {

    @Test
    void acceptsWhatCamelConverts() {
        assertThat(ArgumentType.mismatch("1920", int.class)).isNull();
        assertThat(ArgumentType.mismatch("'1920'", Long.class)).isNull();
        assertThat(ArgumentType.mismatch("-1.5", double.class)).isNull();
        assertThat(ArgumentType.mismatch("TRUE", boolean.class)).isNull();
        assertThat(ArgumentType.mismatch("half_up", RoundingMode.class)).isNull();
        assertThat(ArgumentType.mismatch("anything", String.class)).isNull();
        assertThat(ArgumentType.mismatch("5s", Duration.class)).isNull();
        assertThat(ArgumentType.mismatch("${body}", Finding.class)).isNull();
        assertThat(ArgumentType.mismatch("${header.a}", int.class)).isNull();
        assertThat(ArgumentType.mismatch("${exchange}", Exchange.class)).isNull();
        assertThat(ArgumentType.mismatch("*", Finding.class)).isNull();
        assertThat(ArgumentType.mismatch("null", Exchange.class)).isNull();
    }

    @Test
    void saysWhatAParameterTakes() {
        assertThat(ArgumentType.mismatch("abc", int.class)).isEqualTo("a whole number");
        assertThat(ArgumentType.mismatch("1.5", short.class)).isEqualTo("a whole number");
        assertThat(ArgumentType.mismatch("'x'", float.class)).isEqualTo("a number");
        assertThat(ArgumentType.mismatch("yes", boolean.class)).isEqualTo("true or false");
        assertThat(ArgumentType.mismatch("error", Severity.class)).isNull();
        assertThat(ArgumentType.mismatch("bad", Severity.class)).isEqualTo("one of error, warning, style");
        assertThat(ArgumentType.mismatch("body", Exchange.class)).isEqualTo("${exchange}");
        assertThat(ArgumentType.mismatch("body", Finding.class)).isEqualTo("${body}");
        assertThat(ArgumentType.mismatch("${exchange}", int.class)).isEqualTo("a whole number");
        assertThat(ArgumentType.mismatch("${exchange}", List.class)).isEqualTo("a value of the type List");
    }

    @Test
    void keepsNumbersInTheirRange() throws NoSuchMethodException {
        // given
        Parameter sigma =
                Step.class.getDeclaredMethod("by", double.class, int.class).getParameters()[0];
        Parameter share =
                Step.class.getDeclaredMethod("by", double.class, int.class).getParameters()[1];

        // then
        assertThat(ArgumentType.mismatch("0.3", sigma)).isNull();
        assertThat(ArgumentType.mismatch("'250'", sigma)).isNull();
        assertThat(ArgumentType.mismatch("${header.sigma}", sigma)).isNull();
        assertThat(ArgumentType.mismatch("0.29", sigma)).isEqualTo("a number from 0.3 to 250");
        assertThat(ArgumentType.mismatch("-1e9", sigma)).isEqualTo("a number from 0.3 to 250");
        assertThat(ArgumentType.mismatch("soft", sigma)).isEqualTo("a number from 0.3 to 250");
        assertThat(ArgumentType.mismatch("101", share)).isEqualTo("a whole number from 1 to 100");
        assertThat(ArgumentType.mismatch("5.5", share)).isEqualTo("a whole number from 1 to 100");
    }

    interface Step {
        void by(@Range(least = 0.3, most = 250) double sigma, @Range(least = 1, most = 100) int share);
    }
}
