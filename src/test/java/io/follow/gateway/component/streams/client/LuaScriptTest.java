package io.follow.gateway.component.streams.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LuaScriptTest {

    private static final String NONCE = "1z141z3";

    @Test
    void theResultIsBetweenTheNonces() {
        assertThat(LuaScript.answer(List.of(NONCE, List.of("ALLOWED"), NONCE), NONCE))
                .isEqualTo(List.of("ALLOWED"));
        assertThat(LuaScript.answer(Arrays.asList(NONCE, null, NONCE), NONCE)).isNull();
    }

    /** Of another command, or with missing bytes: without its digit, {@code *1} of the result is an empty list. */
    static Stream<@Nullable Object> otherReplies() {
        return Stream.of(
                "OK",
                List.of(),
                List.of(NONCE),
                List.of(NONCE, List.of()),
                List.of(NONCE, List.of(), List.of("ALLOWED")),
                List.of("other", List.of("ALLOWED"), NONCE),
                List.of(NONCE, List.of("ALLOWED"), "other"),
                List.of(NONCE, List.of("ALLOWED"), NONCE, NONCE));
    }

    @ParameterizedTest
    @MethodSource("otherReplies")
    void noOtherReplyIsBelieved(Object reply) {
        assertThatExceptionOfType(MismatchedReplyException.class).isThrownBy(() -> LuaScript.answer(reply, NONCE));
    }
}
