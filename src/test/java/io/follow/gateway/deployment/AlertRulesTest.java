package io.follow.gateway.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The tests of the alerts, run where there is {@code promtool} (Debian's package {@code prometheus} has it);
 * {@code MetricsIT} checks their metrics everywhere.
 */
class AlertRulesTest {

    private static final Path TESTS = Path.of("deploy/prometheus/rules.test.yaml");

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    static Stream<String> alerts() throws IOException {
        return YAML.readTree(Path.of("deploy/prometheus/rules.yaml").toFile()).findValuesAsText("alert").stream();
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void haveACaseInWhichTheyFireAndOneInWhichTheyDoNot(String alert) throws IOException {
        // when
        List<Boolean> fires = StreamSupport.stream(
                        YAML.readTree(TESTS.toFile()).path("tests").spliterator(), false)
                .flatMap(test ->
                        StreamSupport.stream(test.path("alert_rule_test").spliterator(), false))
                .filter(test -> test.path("alertname").asText().equals(alert))
                .map(test -> test.has("exp_alerts"))
                .toList();

        // then
        assertThat(fires).contains(true, false);
    }

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
