package io.follow.gateway.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.ImageGatewayApplication;
import io.follow.gateway.testing.ClassArchive;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The archive of classes with which the container image starts. */
class ClassArchiveIT {

    private static final Path JAR = Path.of(System.getProperty("gateway.jar", "target/image-gateway.jar"))
            .toAbsolutePath();

    @Test
    void startWithTheOptionThatTheScriptPrintsTakesItsClassesFromTheArchive() throws Exception {
        // given
        String option = ClassArchive.option(JAR);

        // when
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String log = run(List.of(java, option, "-Xlog:class+load", "-jar", JAR.toString(), "dead-letters", "--help"));

        // then
        assertThat(log.lines().filter(line -> line.contains(ImageGatewayApplication.class.getName() + " ")))
                .singleElement()
                .asString()
                .contains("shared objects file");
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
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
