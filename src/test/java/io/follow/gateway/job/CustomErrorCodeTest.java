package io.follow.gateway.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CustomErrorCodeTest {

    private static final String LONGEST = "A".repeat(64);

    @ParameterizedTest
    @ValueSource(strings = {"ABC", "TOO_DARK", "A12", "X__"})
    void takesUpperCaseWords(String name) {
        assertThat(new CustomErrorCode(name, false)).hasToString(name);
    }

    @Test
    void takesUpToSixtyFourCharacters() {
        assertThat(new CustomErrorCode(LONGEST, false).name()).isEqualTo(LONGEST);
        assertThatThrownBy(() -> new CustomErrorCode(LONGEST + "A", false))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AB", "too_dark", "1ST", "_AB", "TOO-DARK", "TOO DARK", "TOO_DARK\n", "ÄTSCH"})
    void refusesEverythingElseInOneLine(String name) {
        assertThatThrownBy(() -> new CustomErrorCode(name, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected 3 to 64 of A-Z, 0-9 and _")
                .message()
                .doesNotContain("\n");
    }

    @ParameterizedTest
    @EnumSource
    void refusesTheCodesOfTheWireContract(ErrorCode code) {
        assertThatThrownBy(() -> new CustomErrorCode(code.name(), true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("error code " + code + " is one of the gateway's own, expected another one, such as MY_"
                        + code);
    }

    @Test
    void isKeptAsADeadLetterWhereItIsRetried() {
        assertThat(new CustomErrorCode("TOO_DARK", true).isDeadLetter()).isTrue();
        assertThat(new CustomErrorCode("TOO_DARK", false).isDeadLetter()).isFalse();
    }

    @Test
    void isFoundByTheNameInAResult() {
        assertThat(FailureCode.named("TOO_DARK")).isEqualTo(new CustomErrorCode("TOO_DARK", false));
        assertThat(FailureCode.named("DECODE_FAILED")).isSameAs(ErrorCode.DECODE_FAILED);
    }
}
