package io.follow.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.routetest.RouteTestOutcome;
import io.follow.gateway.routing.check.Report;
import io.follow.gateway.settings.InvalidSettingException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RoutesTestRunTest {

    private static final RouteTestOutcome PASSED = new RouteTestOutcome(
            "examples/webhook.test.yaml", "Each result is sent", Duration.ofMillis(812), List.of(), List.of());
    private static final RouteTestOutcome FAILED = new RouteTestOutcome(
            "examples/avatars.test.yaml",
            "A picture becomes an avatar",
            Duration.ofMillis(30_040),
            List.of("examples/avatars.test.yaml:12:9: found no result of avatars after 30 s, expected one"),
            List.of("WARN the store is away"));

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private @Nullable Path asked;

    private int run(RouteTesting tests, String... arguments) {
        return new GatewayCli(
                        new PrintWriter(out, true),
                        new PrintWriter(err, true),
                        (pipeline, action) -> {
                            throw new AssertionError("a server is not wanted");
                        },
                        (pipeline, action) -> {
                            throw new AssertionError("a server is not wanted");
                        },
                        directory -> new Report(List.of(), 0, 0, List.of()),
                        new UnwantedRoutes(),
                        tests)
                .run(arguments);
    }

    private RouteTesting with(RouteTestOutcome... outcomes) {
        return (place, listener) -> {
            asked = place;
            List.of(outcomes).forEach(listener);
            return outcomes.length;
        };
    }

    @Test
    void printsALineForEachTest() {
        assertThat(run(with(PASSED), "routes", "test")).isZero();
        assertThat(out.toString().lines().limit(1))
                .containsExactly("ok   examples/webhook: Each result is sent (0.8 s)");
        assertThat(out.toString().lines().skip(1))
                .singleElement()
                .asString()
                .matches("1 file, 1 test: 1 passed, 0 failed \\(\\d+\\.\\d s\\)");
        assertThat(asked).isNull();
    }

    @Test
    void saysWhatWasExpectedWhereATestFails() {
        assertThat(run(with(FAILED, PASSED), "routes", "test", "some/where")).isEqualTo(1);
        assertThat(out.toString().lines().limit(4))
                .containsExactly(
                        "FAIL examples/avatars: A picture becomes an avatar (30.0 s)",
                        "     examples/avatars.test.yaml:12:9: found no result of avatars after 30 s, expected one",
                        "     log: WARN the store is away",
                        "ok   examples/webhook: Each result is sent (0.8 s)");
        assertThat(out.toString()).contains("2 files, 2 tests: 1 passed, 1 failed");
        assertThat(asked).isEqualTo(Path.of("some/where"));
    }

    @Test
    void refusesAPlaceWithoutTests() {
        RouteTesting none = (place, listener) -> {
            throw new InvalidSettingException(
                    "DIR is \"x\", expected a directory with *.test.yaml files, or such a file");
        };

        assertThat(run(none, "routes", "test", "x")).isEqualTo(2);
        assertThat(err.toString().lines())
                .containsExactly("DIR is \"x\", expected a directory with *.test.yaml files, or such a file");
    }
}
