package io.follow.gateway.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.ImageGatewayApplication;
import io.follow.gateway.testing.ClassArchive;
import io.follow.gateway.testing.GatewayProcess;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The archive of classes with which the container image starts. */
class ClassArchiveIT {

    private static final Path JAR = Path.of(System.getProperty("gateway.jar", "target/image-gateway.jar"))
            .toAbsolutePath();

    @TempDir
    private Path folder;

    @Test
    void startWithTheOptionThatTheScriptPrintsTakesItsClassesFromTheArchive() throws Exception {
        assertTakesItsClassesFromTheArchive("-jar", JAR.toString());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void soDoesAStartWithComponents(boolean added) throws Exception {
        // given
        Path lib = Files.createDirectory(folder.resolve("lib"));
        if (added) {
            try (OutputStream jar = Files.newOutputStream(lib.resolve("component.jar"))) {
                new JarOutputStream(jar, new Manifest()).close();
            }
        }

        // then
        assertTakesItsClassesFromTheArchive(
                "-cp", GatewayProcess.classPathWithLib(), ImageGatewayApplication.class.getName());
    }

    private void assertTakesItsClassesFromTheArchive(String... start) throws IOException, InterruptedException {
        // given
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(List.of(java, ClassArchive.option(JAR), "-Xlog:class+load"));
        command.addAll(List.of(start));
        command.addAll(List.of("dead-letters", "--help"));

        // when
        String log = run(command);

        // then
        assertThat(log.lines().filter(line -> line.contains(ImageGatewayApplication.class.getName() + " ")))
                .singleElement()
                .asString()
                .contains("shared objects file");
    }

    private String run(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).as(output).isZero();
            return output;
        } finally {
            process.destroyForcibly();
        }
    }
}
