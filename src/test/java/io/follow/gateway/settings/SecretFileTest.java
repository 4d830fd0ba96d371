package io.follow.gateway.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.mock.env.MockEnvironment;

class SecretFileTest {

    @TempDir
    private Path folder;

    private final MockEnvironment environment = new MockEnvironment();

    static Stream<EnvVariable> secrets() {
        return Arrays.stream(EnvVariable.values()).filter(EnvVariable::isSecret);
    }

    private Path file(String content) throws IOException {
        return Files.writeString(folder.resolve("secret"), content);
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void holdsTheValueOfAVariable(EnvVariable secret) throws IOException {
        environment.setProperty(secret + "_FILE", file(" redis://hunter2\n").toString());
        assertThat(secret.read(environment)).isEqualTo("redis://hunter2");
    }

    @Test
    void holdsThatOfAnotherNameOfIt() throws IOException {
        environment.setProperty("MINIO_SECRET_ACCESS_KEY_FILE", file("hunter2").toString());
        assertThat(EnvVariable.IMG_GW_S3_SECRET_ACCESS_KEY.read(environment)).isEqualTo("hunter2");
    }

    @Test
    void countsForSecretsAlone() throws IOException {
        environment.setProperty("IMG_GW_WORKERS_FILE", file("7").toString());
        assertThat(EnvVariable.IMG_GW_WORKERS.given(environment)).isNull();
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void isRefusedBesideTheVariable(EnvVariable secret) throws IOException {
        environment.setProperty(secret.name(), "hunter2");
        environment.setProperty(secret + "_FILE", file("hunter2").toString());
        assertThatThrownBy(() -> secret.read(environment))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage(secret + " and " + secret + "_FILE are both set, expected one of them");
    }

    @Test
    void isRefusedWithoutAValue() throws IOException {
        assertRefused(file(" \n"), "it is empty");
    }

    @Test
    void isRefusedWhereThereIsNone() {
        assertRefused(folder.resolve("none"), "it cannot be read");
    }

    @Test
    void isRefusedWhereItIsNoSecret() throws IOException {
        assertRefused(file("hunter2".repeat(10_000)), "it has more than 64 KiB");
    }

    @Test
    void isNotShownWithAValueThatIsNotAllowed() throws IOException {
        environment.setProperty("REDIS_URL_FILE", file("http://hunter2").toString());
        assertThatThrownBy(() -> EnvVariable.REDIS_URL.read(environment))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith("REDIS_URL_FILE is (not shown), expected redis://");
    }

    private void assertRefused(Path file, String reason) {
        environment.setProperty("IMG_GW_ADMIN_TOKEN_FILE", file.toString());
        assertThatThrownBy(() -> EnvVariable.IMG_GW_ADMIN_TOKEN.read(environment))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage(
                        "IMG_GW_ADMIN_TOKEN_FILE is \"" + file + "\", expected a file that holds the value; " + reason);
    }
}
