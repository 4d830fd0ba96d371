package io.follow.gateway.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.ImageGatewayApplication;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the container image is made of, as far as it can be checked without containers. */
class ContainerImageTest {

    @Test
    void startFromTheArchiveThatTheImageBuilds() throws IOException {
        // given
        String dockerfile = Files.readString(Path.of("Dockerfile"));

        // when
        Matcher start = Pattern.compile(
                        "ENTRYPOINT .*\"-XX:AOTCache=/app/(\\S+)\".*\"-cp\", \"([^\":]+):lib/\\*\", \"(\\S+)\"]")
                .matcher(dockerfile);

        // then: the script says which option the archive is for, and the build fails where it is another one
        assertThat(start.find()).isTrue();
        assertThat(start.group(3)).isEqualTo(ImageGatewayApplication.class.getName());
        String archive = start.group(1);
        String jar = start.group(2);
        assertThat(dockerfile)
                .contains("class-archive.sh " + jar + " " + archive
                        + " --enable-native-access=ALL-UNNAMED)\" = -XX:AOTCache=" + archive)
                .contains("\"--enable-native-access=ALL-UNNAMED\"")
                .contains("COPY --from=build /build/target/" + jar + " ./")
                .containsPattern("FROM eclipse-temurin:(2[5-9]|[3-9]\\d)-jre@");
    }

    @ParameterizedTest
    @CsvSource({
        "Dockerfile, (?m)^FROM (\\S+), 2",
        "docker-compose.yml, image: (?!image-gateway:local)(\\S+), 1",
        "deploy/kubernetes/overlays/trial/valkey.yaml, image: (\\S+), 1"
    })
    void nameImagesByTagAndDigest(String file, String pattern, int count) throws IOException {
        assertThat(images(file, pattern))
                .hasSize(count)
                .allMatch(image -> image.matches("[\\w./-]+:[\\w.-]+@sha256:[0-9a-f]{64}"));
    }

    @Test
    void useTheSameServerEverywhere() throws IOException {
        assertThat(images("docker-compose.yml", "image: (valkey\\S+)"))
                .isEqualTo(images("deploy/kubernetes/overlays/trial/valkey.yaml", "image: (\\S+)"));
    }

    private static List<String> images(String file, String pattern) throws IOException {
        return Pattern.compile(pattern)
                .matcher(Files.readString(Path.of(file)))
                .results()
                .map(image -> image.group(1))
                .toList();
    }

    @Test
    void bringTheListsOfLibrariesIntoTheImage() throws IOException {
        assertThat(Files.readAllLines(Path.of("Dockerfile")))
                .contains("COPY --from=build /build/target/classes/META-INF/sbom sbom");
    }

    @Test
    void labelTheImageWithWhatItWasBuiltFrom(@TempDir Path folder) throws Exception {
        // given a docker that says what it is asked for
        Path docker = Files.writeString(folder.resolve("docker"), "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
        assertThat(docker.toFile().setExecutable(true)).isTrue();
        String dockerfile = Files.readString(Path.of("Dockerfile"));

        // when
        ProcessBuilder script = new ProcessBuilder("scripts/build-image.sh", "--tag", "x:1").redirectErrorStream(true);
        script.environment().merge("PATH", folder.toString(), (path, first) -> first + ":" + path);
        Process process = script.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        // then
        assertThat(process.waitFor()).as(output).isZero();
        String digest =
                images("Dockerfile", "FROM eclipse-temurin:[^@]+@(\\S+)").get(0);
        assertThat(output.lines())
                .startsWith("build")
                .contains("VERSION=" + version(), "org.opencontainers.image.base.digest=" + digest)
                .endsWith("--tag", "x:1", ".");
        assertThat(output.lines().filter(line -> line.matches("[A-Z_]+=.*")))
                .allSatisfy(argument -> assertThat(dockerfile)
                        .contains("ARG " + argument.split("=")[0] + "=")
                        .contains("=\"$" + argument.split("=")[0] + "\""));
        assertThat(images("Dockerfile", "(org\\.opencontainers\\.image\\.[\\w.]+)="))
                .contains(
                        "org.opencontainers.image.version",
                        "org.opencontainers.image.revision",
                        "org.opencontainers.image.licenses",
                        "org.opencontainers.image.base.name");
        assertThat(dockerfile)
                .contains("base.name=\"docker.io/library/"
                        + images("Dockerfile", "FROM (eclipse-temurin:[^@]+)@").get(0) + "\"");
    }

    private static String version() throws IOException {
        return images("pom.xml", "<artifactId>image-gateway</artifactId>\\s*<version>(.+?)</version>")
                .get(0);
    }
}
