package io.follow.gateway.routetest;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.ImageGatewayApplication;
import io.follow.gateway.testing.ServerUnderTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said about tests that fail. */
class RouteTestRunnerIT {

    private static final String ROUTE =
            """
            - route:
                id: notes
                description: Logs notes
                routeConfigurationId: image-errors
                from:
                  uri: valkey-streams
                  parameters:
                    stream: notes
                    group: notes
                  steps:
                    - log:
                        logName: notes
                        message: ${body[text]}
            """;

    @TempDir
    private Path folder;

    private List<RouteTestOutcome> run(String route, String tests) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("notes.camel.yaml"), route);
        Path file = Files.writeString(folder.resolve("notes.test.yaml"), tests);
        List<RouteTestOutcome> outcomes = new ArrayList<>();
        new RouteTestRunner(
                        ImageGatewayApplication.class,
                        List.of(),
                        Map.of(
                                "VALKEY_SERVER_BIN",
                                ServerUnderTest.program().path().toString()))
                .run(RouteTestSuite.read(file), outcomes::add);
        return outcomes;
    }

    @AfterEach
    void leavesLaterGatewaysOfTheJvmTheirLog() {
        assertThat(System.getProperty("CONSOLE_LOG_THRESHOLD")).isNull();
    }

    @Test
    void saysWhatWasFoundAndWhatWasExpected() throws Exception {
        // when
        List<RouteTestOutcome> outcomes = run(
                ROUTE,
                """
                timeout: 1
                tests:
                  - name: passes
                    when:
                      - addEntry: {stream: notes, fields: {text: paper is out}}
                    then:
                      - log: {logger: notes, message: paper is out}
                  - name: expects another value
                    when:
                      - addEntry: {stream: notes, fields: {text: paper is back}}
                    then:
                      - log: {logger: notes, message: {contains: ink}}
                  - name: expects what does not come
                    then:
                      - entry: {stream: orders, fields: {text: {present: true}}}
                      - file: {path: report.txt}
                  - name: expects another number
                    when:
                      - addEntry: {stream: orders, fields: {text: a}}
                      - addEntry: {stream: orders, fields: {text: b}}
                    then:
                      - entry: {stream: orders, count: 1}
                  - name: sees only what has happened since it began
                    when:
                      - addEntry: {stream: orders, fields: {text: c}}
                    then:
                      - entry: {stream: orders, fields: {text: c}}
                      - entry: {stream: orders, count: 1}
                      - log: {logger: notes, count: 0}
                  - name: calls what is not there
                    when:
                      - call: {path: /no-such-path}
                    then:
                      - response: {status: 200}
                """);

        // then
        assertThat(outcomes)
                .extracting(RouteTestOutcome::passed)
                .containsExactly(true, false, false, false, true, false);
        assertThat(outcomes.get(1).problems())
                .containsExactly(
                        "notes.test.yaml:12:9: found message \"paper is back\", expected a text with \"ink\" in the"
                                + " closest of 1: {level=INFO, logger=notes, message=paper is back}");
        assertThat(outcomes.get(2).problems())
                .containsExactly(
                        "notes.test.yaml:15:9: found no entry of orders after 1 s, expected one with text a value",
                        "notes.test.yaml:16:9: found no file after 1 s, expected one with path \"report.txt\"");
        assertThat(outcomes.get(3).problems())
                .containsExactly("notes.test.yaml:22:9: found 2 entries of orders, expected 1");
        assertThat(outcomes.get(5).problems())
                .singleElement()
                .asString()
                .startsWith("notes.test.yaml:34:9: found status \"404\", expected \"200\" in the closest of 1: ");
    }

    @Test
    void saysWhyARouteCannotBeLoaded() throws Exception {
        // when
        List<RouteTestOutcome> outcomes = run(
                ROUTE.replace("logName: notes", "logname: notes"),
                "tests: [{name: a, then: [{log: {message: b}}]}, {name: c, then: [{log: {message: d}}]}]");

        // then
        assertThat(outcomes).extracting(RouteTestOutcome::test).containsExactly("a", "c");
        assertThat(outcomes).allSatisfy(outcome -> assertThat(outcome.problems())
                .singleElement()
                .asString()
                .startsWith("not started: left out: notes.camel.yaml:12:13: found \"logname\""));
    }
}
