package io.follow.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.follow.gateway.routing.check.Finding;
import io.follow.gateway.routing.check.Outline;
import io.follow.gateway.routing.check.Report;
import io.follow.gateway.routing.check.RouteOutline;
import io.follow.gateway.routing.check.Severity;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoutesListTest {

    private static final String RUNNING =
            """
            [{"id":"image","description":"Turns","pipeline":"image","state":"started","from":"valkey-streams:image:process",
              "ended":12,"failed":1,"in_flight":2,"last_error":"DECODE_FAILED: found rubbish",
              "last_error_at":"2026-02-24T10:00:00.000Z","steps":[{"kind":"bean"}],"svg":"<svg/>"},
             {"id":"upload","description":null,"pipeline":null,"state":"stopped","from":"direct:upload",
              "ended":0,"failed":0,"in_flight":0,"last_error":null,"last_error_at":null,"steps":[],"svg":"<svg/>"}]
            """;

    private static final Outline FILES = new Outline(
            List.of(
                    new RouteOutline("image", "Turns", "image", "valkey-streams:image:process", "image.camel.yaml"),
                    new RouteOutline("inbox", null, null, "file:/srv/private", "inbox.camel.yaml"),
                    new RouteOutline("late", null, null, "", "late.camel.yaml")),
            new Report(
                    List.of(new Finding(
                            Severity.ERROR, "a.camel.yaml", 3, 9, "the bean \"rezise\"", "a bean", "resize")),
                    4,
                    3,
                    List.of()));

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private boolean runs = true;

    /** A gateway on port 8090 that runs or not. */
    private final class Gateway implements RouteInventory {

        @Override
        public URI address() {
            return URI.create("http://127.0.0.1:8090");
        }

        @Override
        public Optional<JsonNode> running(URI gateway) {
            try {
                return runs && gateway.getPort() == 8090
                        ? Optional.of(new ObjectMapper().readTree(RUNNING))
                        : Optional.empty();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public Outline inFiles(@Nullable Path directory) {
            assertThat(directory).isIn(null, Path.of("my", "routes"));
            return FILES;
        }
    }

    private int run(String... arguments) {
        return new GatewayCli(
                        new PrintWriter(out, true),
                        new PrintWriter(err, true),
                        (pipeline, action) -> {
                            throw new AssertionError("a server is not wanted");
                        },
                        (pipeline, action) -> {
                            throw new AssertionError("a server is not wanted");
                        },
                        new UnwantedRoutes(),
                        new Gateway(),
                        new NoRouteTests())
                .run(arguments);
    }

    @Test
    void showsTheRoutesOfTheRunningGateway() {
        assertThat(run("routes", "list")).isZero();

        assertThat(out.toString().lines())
                .containsExactly(
                        "ROUTE   PIPELINE  STATE    FROM                          ENDED  FAILED  IN FLIGHT  LAST ERROR",
                        "image   image     started  valkey-streams:image:process  12     1       2          "
                                + "2026-02-24T10:00:00.000Z DECODE_FAILED: found rubbish",
                        "upload  -         stopped  direct:upload                 0      0       0          -");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void showsThemInJsonWithoutStepsAndDrawings() {
        assertThat(run("routes", "list", "--json", "--url", "http://127.0.0.1:8090"))
                .isZero();

        assertThat(out.toString().lines())
                .singleElement()
                .asString()
                .startsWith("{\"routes\":[{\"id\":\"image\",\"description\":\"Turns\",\"pipeline\":\"image\"")
                .contains("\"last_error\":\"DECODE_FAILED: found rubbish\"")
                .doesNotContain("steps", "svg");
    }

    @Test
    void showsTheRoutesOfFilesWithoutAGateway() {
        // given
        runs = false;

        // when
        int code = run("routes", "list");

        // then
        assertThat(code).isZero();
        assertThat(out.toString().lines())
                .containsExactly(
                        "ROUTE  PIPELINE  FROM                          FILE",
                        "image  image     valkey-streams:image:process  image.camel.yaml",
                        "inbox  -         file                          inbox.camel.yaml",
                        "late   -         -                             late.camel.yaml");
        assertThat(err.toString().lines())
                .containsExactly(
                        "no gateway answers at http://127.0.0.1:8090; these are the routes that a start would load",
                        "left out: a.camel.yaml:3:9: found the bean \"rezise\", expected a bean, nearest: resize");
    }

    @Test
    void showsTheRoutesOfADirectoryWhetherOrNotAGatewayRuns() {
        assertThat(run("routes", "list", "my/routes", "--json")).isZero();

        assertThat(out.toString())
                .startsWith("{\"routes\":[{\"id\":\"image\",\"description\":\"Turns\",\"pipeline\":\"image\","
                        + "\"from\":\"valkey-streams:image:process\",\"file\":\"image.camel.yaml\"},")
                .contains("\"left_out\":[\"a.camel.yaml:3:9: found ");
    }

    @Test
    void failsWhereTheGatewayThatWasAskedForDoesNotAnswer() {
        assertThat(run("routes", "list", "--url", "https://user:word@10.0.0.1:1/"))
                .isEqualTo(1);

        assertThat(out.toString()).isEmpty();
        assertThat(err.toString().lines()).containsExactly("no gateway answers at https://10.0.0.1:1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway", "ftp://127.0.0.1", "http://", "http://a b", "http://127.0.0.1?token=secret"})
    void refusesWhatIsNoAddress(String address) {
        assertThat(run("routes", "list", "--url", address)).isEqualTo(2);

        assertThat(err.toString().lines())
                .containsExactly("Invalid value for option '--url': expected the address of a gateway such as"
                        + " http://127.0.0.1:8090; see java -jar image-gateway.jar routes list --help");
    }
}
