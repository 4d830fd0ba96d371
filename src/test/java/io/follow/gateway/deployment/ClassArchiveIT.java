package io.follow.gateway.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.ImageGatewayApplication;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive of classes with which the container image starts. */
class ClassArchiveIT {

    private static final String JAR = System.getProperty("gateway.jar", "target/image-gateway.jar");

    @TempDir
    private Path folder;

    @Test
    void startWithTheOptionThatTheScriptPrintsTakesItsClassesFromTheArchive() throws Exception {
        // given
        Path archive = folder.resolve("image-gateway.archive");
        String option =
                run(List.of("deploy/class-archive.sh", JAR, archive.toString())).strip();

        // when
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String log = run(List.of(java, option, "-Xlog:class+load", "-jar", JAR, "dead-letters", "--help"));

        // then
        assertThat(option).startsWith("-XX:").endsWith("=" + archive);
        assertThat(log.lines().filter(line -> line.contains(ImageGatewayApplication.class.getName() + " ")))
                .singleElement()
                .asString()
                .contains("shared objects file");
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(Map.of("JAVA_HOME", System.getProperty("java.home"), "LC_ALL", "C.UTF-8"));
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
