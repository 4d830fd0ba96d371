package io.follow.gateway.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class StorageKeyTest {

    static Stream<String> allowed() {
        return Stream.of(
                "a",
                "images/1/a.jpg",
                "...",
                "a/..b/c..",
                ".hidden",
                "%2e%2e/%2F",
                "a b",
                "a\\b",
                "..\\x",
                "C:",
                "~/x",
                "grüße/画像/😀.png",
                "x".repeat(1024),
                "é".repeat(512));
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of("", "is empty"),
                Arguments.of("/etc/x", "is absolute"),
                Arguments.of("/", "is absolute"),
                Arguments.of("//host/x", "is absolute"),
                Arguments.of("../x", "has a part .."),
                Arguments.of("a/../b", "has a part .."),
                Arguments.of("a/..", "has a part .."),
                Arguments.of("..", "has a part .."),
                Arguments.of("a/./b", "has a part ."),
                Arguments.of(".", "has a part ."),
                Arguments.of("a//b", "has an empty part"),
                Arguments.of("a/", "has an empty part"),
                Arguments.of("a\u0000b", "control character"),
                Arguments.of("a\nb", "control character"),
                Arguments.of("a\u007f", "control character"),
                Arguments.of("a\u0085", "control character"),
                Arguments.of("a\ud800", "is not valid UTF-8"),
                Arguments.of("\udc00a", "is not valid UTF-8"),
                Arguments.of("a\ufffdb", "is not valid UTF-8"),
                Arguments.of("x".repeat(1025), "longer than 1024 bytes"),
                Arguments.of("é".repeat(512) + "x", "longer than 1024 bytes"));
    }

    @ParameterizedTest
    @MethodSource("allowed")
    void takesKeysLiterally(String value) throws JobException {
        assertThat(StorageKey.of("storage_key", value)).hasToString(value);
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesKeysThatBreakARule(String value, String reason) {
        assertThatThrownBy(() -> StorageKey.of("source_key", value))
                .isInstanceOfSatisfying(
                        JobException.class, e -> assertThat(e.getCode()).isEqualTo(ErrorCode.INVALID_STORAGE_KEY))
                .hasMessageStartingWith("source_key ")
                .hasMessageContaining(reason);
        assertThatIllegalArgumentException().isThrownBy(() -> new StorageKey(value));
    }

    @Test
    void neverLeavesItsStoreWhateverTheKey() {
        Path root = Path.of("/store");
        String alphabet = "./\\ab%2e\u0000é\ud83d\ude00~";
        Random random = new Random(42);
        int taken = 0;
        for (int i = 0; i < 50_000; i++) {
            // given
            StringBuilder value = new StringBuilder();
            int length = random.nextInt(9);
            for (int j = 0; j < length; j++) {
                value.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }

            // when
            StorageKey key;
            try {
                key = StorageKey.of("storage_key", value.toString());
            } catch (JobException refused) {
                assertThat(refused.getCode()).isEqualTo(ErrorCode.INVALID_STORAGE_KEY);
                continue;
            }

            // then
            taken++;
            // Paths beyond ASCII need a UTF-8 locale, which this test does not.
            Path place = root.resolve(key.value().replaceAll("[^\\x00-\\x7f]", "x"));
            assertThat(place.normalize()).isEqualTo(place).startsWithRaw(root).isNotEqualTo(root);
            assertThat(String.join("/", key.parts())).isEqualTo(value.toString());
            byte[] utf8 = key.value().getBytes(StandardCharsets.UTF_8);
            assertThat(new String(utf8, StandardCharsets.UTF_8)).isEqualTo(value.toString());
        }
        assertThat(taken).isBetween(1_000, 49_000);
    }

    @ParameterizedTest
    @CsvSource({
        "images/1.jpg,       webp, images/1.webp",
        "images/1.jpeg,      webp, images/1.webp",
        "images/1.webp,      webp, images/1.webp",
        "images/1.WEBP,      webp, images/1.WEBP",
        "images/1.jpeg,      jpg,  images/1.jpeg",
        "images/1.JPG,       jpg,  images/1.JPG",
        "images/1.png,       jpg,  images/1.jpg",
        "images/1,           webp, images/1.webp",
        "v1.d/photo,         webp, v1.d/photo.webp",
        "a.tar.gz,           webp, a.tar.webp",
        ".jpg,               webp, .jpg.webp",
        "a/.jpg,             webp, a/.jpg.webp",
        "a.,                 webp, a..webp",
        "...,                webp, ....webp",
        "2026.02.24,         webp, 2026.02.24.webp",
        "a.mp4,              webp, a.webp",
        "Dr. Who,            webp, Dr. Who.webp"
    })
    void takesTheExtensionOfTheOutputFormat(String value, String extension, String expected) throws JobException {
        assertThat(new StorageKey(value).withExtension(extension)).hasToString(expected);
    }

    @Test
    void refusesAnExtensionThatMakesTheKeyTooLong() {
        StorageKey key = new StorageKey("x".repeat(1020) + ".jpg");
        assertThatThrownBy(() -> key.withExtension("webp"))
                .isInstanceOfSatisfying(
                        JobException.class, e -> assertThat(e.getCode()).isEqualTo(ErrorCode.INVALID_STORAGE_KEY))
                .hasMessage("storage_key with the extension .webp is longer than 1024 bytes");
    }
}
