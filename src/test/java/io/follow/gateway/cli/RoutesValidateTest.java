package io.follow.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.routing.check.Finding;
import io.follow.gateway.routing.check.Report;
import io.follow.gateway.routing.check.Severity;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RoutesValidateTest {

    private static final Finding ERROR =
            new Finding(Severity.ERROR, "a.camel.yaml", 3, 9, "the bean \"rezise\"", "a bean", "resize");
    private static final Finding WARNING =
            new Finding(Severity.WARNING, "b.camel.yaml", 1, 2, "succeed before store", "the other order", null);
    private static final Finding STYLE =
            new Finding(Severity.STYLE, "b.camel.yaml", 1, 1, "2 definitions", "one", null);

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private @Nullable Path asked;

    private int run(List<Finding> findings, String... arguments) {
        RouteValidation routes = directory -> {
            asked = directory;
            return new Report(findings, 2, 1, List.of());
        };
        return new GatewayCli(
                        new PrintWriter(out, true),
                        new PrintWriter(err, true),
                        (pipeline, action) -> {
                            throw new AssertionError("a server is not wanted");
                        },
                        (pipeline, action) -> {
                            throw new AssertionError("a server is not wanted");
                        },
                        routes,
                        new UnwantedRoutes(),
                        new NoRouteTests())
                .run(arguments);
    }

    @Test
    void countsGoodFiles() {
        assertThat(run(List.of(), "routes", "validate")).isZero();
        assertThat(out.toString().lines()).containsExactly("2 files, 1 route: 0 errors, 0 warnings");
        assertThat(asked).isNull();
    }

    @Test
    void printsALineForEachErrorAndWarning() {
        assertThat(run(List.of(ERROR, WARNING, STYLE), "routes", "validate", "some/where"))
                .isEqualTo(1);
        assertThat(out.toString().lines())
                .containsExactly(
                        "error a.camel.yaml:3:9: found the bean \"rezise\", expected a bean, nearest: resize",
                        "warning b.camel.yaml:1:2: found succeed before store, expected the other order",
                        "2 files, 1 route: 1 error, 1 warning");
        assertThat(asked).isEqualTo(Path.of("some/where"));
    }

    @Test
    void isContentWithWarnings() {
        assertThat(run(List.of(WARNING), "routes", "validate")).isZero();
    }

    @Test
    void showsStyleWhereItIsAskedFor() {
        assertThat(run(List.of(STYLE), "routes", "validate", "--strict")).isEqualTo(1);
        assertThat(out.toString().lines())
                .containsExactly(
                        "style b.camel.yaml:1:1: found 2 definitions, expected one",
                        "2 files, 1 route: 0 errors, 0 warnings, 1 of style");
    }

    @Test
    void answersInJson() {
        assertThat(run(List.of(ERROR, STYLE), "routes", "validate", "--json")).isEqualTo(1);
        assertThat(out)
                .hasToString(
                        "{\"files\":2,\"routes\":1,\"findings\":[{\"severity\":\"error\",\"file\":\"a.camel.yaml\","
                                + "\"line\":3,\"column\":9,\"found\":\"the bean \\\"rezise\\\"\",\"expected\":\"a bean\","
                                + "\"nearest\":\"resize\"}]}" + System.lineSeparator());
    }
}
