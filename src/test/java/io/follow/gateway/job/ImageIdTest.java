package io.follow.gateway.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ImageIdTest {

    static Stream<String> usable() {
        return Stream.of("a", "A-1_b.c", "...", ".a", "-", "0198f3c2-7d1e-7bd5-9c0f-2f6f1a1b2c3d", "x".repeat(128));
    }

    static Stream<String> unusable() {
        return Stream.of("", ".", "..", "a/b", "a b", "a\n", "a:b", "ä", "a\u0000", "*", "x".repeat(129));
    }

    @ParameterizedTest
    @MethodSource("usable")
    void takesWhatTheRuleAllows(String value) throws JobException {
        assertThat(ImageId.of(value)).hasToString(value);
    }

    @ParameterizedTest
    @MethodSource("unusable")
    void refusesTheRest(String value) {
        assertThatThrownBy(() -> ImageId.of(value))
                .isInstanceOfSatisfying(
                        JobException.class, e -> assertThat(e.getCode()).isEqualTo(ErrorCode.INVALID_JOB));
        assertThatIllegalArgumentException().isThrownBy(() -> new ImageId(value));
    }
}
