package io.follow.gateway.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The tests of the alerts, where there is {@code promtool}; {@code MetricsIT} checks their metrics everywhere. */
class AlertRulesTest {

    private static final Path TESTS = Path.of("deploy/prometheus/rules.test.yaml");

    private static Optional<Path> promtool() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
                .map(folder -> Path.of(folder, "promtool"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    @Test
    void passTheirTests() throws IOException, InterruptedException {
        // given
        Optional<Path> promtool = promtool();
        assumeThat(promtool).as("promtool in the PATH").isPresent();

        // when
        Process process = new ProcessBuilder(promtool.orElseThrow().toString(), "test", "rules", TESTS.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        // then
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
    }
}
