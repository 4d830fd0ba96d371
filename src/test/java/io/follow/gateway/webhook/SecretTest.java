package io.follow.gateway.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretTest {

    @TempDir
    private Path folder;

    @Test
    void isTheValueItself() {
        assertThat(Secret.of("s3cret").bytes()).isEqualTo("s3cret".getBytes(UTF_8));
    }

    @Test
    void isReadFromAFileWithoutTheLineEnd() throws IOException {
        // given
        Path file = Files.writeString(folder.resolve("secret"), "s3cret\n");

        // when
        Secret secret = Secret.of("file:" + file);

        // then
        assertThat(secret.bytes()).isEqualTo("s3cret".getBytes(UTF_8));
    }

    @Test
    void showsItselfNowhere() {
        assertThat(Secret.of("s3cret")).hasToString("(hidden)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void isNeverEmpty(String nothing) {
        assertThatThrownBy(() -> Secret.of(nothing))
                .hasMessage("found an empty secret, expected a value, {{env:NAME}} or file:PATH");
    }

    @Test
    void isNeverAnEmptyFile() throws IOException {
        // given
        Path file = Files.writeString(folder.resolve("secret"), "\n");

        // then
        assertThatThrownBy(() -> Secret.of("file:" + file)).hasMessageStartingWith("found an empty secret");
    }

    @Test
    void saysOfAFileThatIsMissingNothingButThat() {
        assertThatThrownBy(() -> Secret.of("file:" + folder.resolve("s3cret")))
                .hasMessage("found no readable file for the secret (NoSuchFileException), expected file:PATH of a text"
                        + " file that the gateway may read");
    }
}
