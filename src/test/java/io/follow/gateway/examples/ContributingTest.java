package io.follow.gateway.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.routes.CheckedRoutes;
import io.follow.gateway.routing.check.Report;
import io.follow.gateway.routing.check.RouteSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The other examples of CONTRIBUTING.md are what the gateway would load, and what its tests do. */
class ContributingTest {

    private static final Path PAGE = Path.of("CONTRIBUTING.md");
    private static final Path FAULT_TEST = Path.of("src/test/java/io/follow/gateway/faults/ServerCrashIT.java");

    private static String example(String heading, String language) throws IOException {
        String page = Files.readString(PAGE);
        String section = page.substring(page.indexOf("## " + heading + "\n"));
        return Pattern.compile("(?s)```" + language + "\n(.*?)```\n")
                .matcher(section)
                .results()
                .map((MatchResult block) -> block.group(1))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theRouteOfAnHttpOperationHasNoError() throws IOException {
        // given
        String route = example("Add an HTTP operation", "yaml");

        // when
        Report report = CheckedRoutes.besideTheGateways(new RouteSource("operator/operator-length.camel.yaml", route));

        // then
        assertThat(report.findings()).isEmpty();
        assertThat(route).contains("id: operator-length");
    }

    @Test
    void theFaultTestIsOneOfTheTests() throws IOException {
        // given
        String test = example("Write a fault test", "java")
                .lines()
                .map(line -> line.isBlank() ? "" : "    " + line)
                .collect(Collectors.joining("\n"));

        // then
        assertThat(Files.readString(FAULT_TEST)).contains(test);
    }
}
