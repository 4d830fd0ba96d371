package io.follow.gateway.routetest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.follow.gateway.settings.InvalidSettingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said about a test file that cannot be understood: in one line, with its place. */
class RouteTestSuiteTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void putARouteBesideTheTests() throws IOException {
        Files.writeString(folder.resolve("notes.camel.yaml"), "- route: {}");
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("notes.test.yaml"), text);
    }

    @Test
    void findsTheFilesBelowADirectoryInTheOrderOfTheirPaths() throws IOException {
        // given
        String test = "tests: [{name: a, then: [{log: {message: b}}]}]";
        write(test);
        Path deeper = Files.createDirectories(folder.resolve("more"));
        Files.writeString(deeper.resolve("z.camel.yaml"), "- route: {}");
        Files.writeString(deeper.resolve("z.test.yaml"), test);

        // when
        RouteTestSuite suite = RouteTestSuite.read(folder);

        // then
        assertThat(suite.perFile())
                .extracting(RouteTestSuite::name)
                .containsExactly("more/z.test.yaml", "notes.test.yaml");
    }

    @Test
    void refusesADirectoryWithoutTests() {
        assertThatThrownBy(() -> RouteTestSuite.read(folder))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage("DIR is \"" + folder + "\", expected a directory with *.test.yaml files, or such a file");
    }

    @Test
    void refusesATestWithoutARoute() throws IOException {
        Path lonely = Files.writeString(
                folder.resolve("lonely.test.yaml"), "tests: [{name: a, then: [{log: {message: b}}]}]");

        assertThatThrownBy(() -> RouteTestSuite.read(lonely))
                .isInstanceOf(InvalidTestFileException.class)
                .hasMessage(
                        "lonely.test.yaml:1:1: found no route to test, expected a file lonely.camel.yaml beside this"
                                + " one, or routes");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            textBlock =
                    """
                    tests: [}                                                                    | 1:9: found no YAML (expected the node content, but found '}'), expected a map with tests
                    - tests: []                                                                  | 1:1: found a list as the file, expected a map
                    test: []                                                                     | 1:1: found "test" in the file, expected one of routes, properties, servers, stub, timeout, tests, nearest: tests
                    routes: []                                                                   | 1:1: found the file without tests, expected a value for it
                    tests: []                                                                    | 1:8: found no item in tests, expected one or more
                    tests: [{name: a}]                                                           | 1:9: found tests without then, expected a value for it
                    tests: [{name: a, name: b, then: []}]                                        | 1:19: found "name" a second time, expected it once at this level
                    tests: [{name: a, then: [{lgo: {message: b}}]}]                              | 1:27: found "lgo" in then, expected one of result, entry, file, request, message, response, log, nearest: log
                    tests: [{name: a, then: [{log: {}, result: {}}]}]                            | 1:26: found 2 keys in one item of then, expected one of result, entry, file, request, message, response, log
                    tests: [{name: a, then: [{log: {message: {matches: x}}}]}]                   | 1:43: found "matches" in message, expected one of present, contains, pattern
                    tests: [{name: a, then: [{log: {message: {pattern: "["}}}]}]                 | 1:52: found the pattern [ (Unclosed character class), expected a regular expression
                    tests: [{name: a, then: [{log: {message: b, count: some}}]}]                 | 1:52: found "some" as count, expected a whole number
                    tests: [{name: a, then: [{entry: {stream: [b]}}]}]                           | 1:43: found a list as stream, expected a text
                    tests: [{name: a, then: [{log: {message: b, count: 0}}]}]                    | 1:25: found a test that waits for nothing, expected something that comes, beside what has the count 0
                    tests: [{name: a, then: [{request: {server: crm}}]}]                         | 1:27: found the server "crm", expected an item for it in servers
                    {stub: [kafka], tests: [{name: a, then: [{message: {endpoint: aws2-s3}}]}]}  | 1:43: found the endpoint "aws2-s3", expected one of stub: kafka
                    {routes: [no.yaml], tests: [{name: a, then: [{log: {}}]}]}                   | 1:11: found "no.yaml" in routes, expected the path of a *.camel.yaml file
                    tests: [{name: a, when: [{dropFile: {path: /b, text: c}}], then: [{log: {}}]}] | 1:37: found "/b" as path, expected a path relative to the data directory
                    tests: [{name: a, when: [{dropFile: {path: b}}], then: [{log: {}}]}]         | 1:37: found 0 contents of the file b, expected one of picture, text, copy
                    tests: [{name: a, when: [{dropFile: {path: b, picture: {width: 1, height: 1}}}], then: [{log: {}}]}] | 1:56: found a picture b without format, expected one of jpeg, png, webp, gif
                    tests: [{name: a, when: [{dropFile: {path: b, picture: {width: 1, height: 1, format: bmp}}}], then: [{log: {}}]}] | 1:86: found "bmp" as format, expected one of jpeg, png, webp, gif
                    tests: [{name: a, when: [{dropFile: {path: b, copy: c}}], then: [{log: {}}]}] | 1:53: found "c" as copy, expected the path of a file, relative to this one
                    {properties: {REDIS_URL: b}, tests: [{name: a, then: [{log: {}}]}]}          | 1:15: found "REDIS_URL" in properties, expected no server: each test has one of its own
                    {properties: {gateway.server.host: b}, tests: [{name: a, then: [{log: {}}]}]} | 1:15: found "gateway.server.host" in properties, expected no server: each test has one of its own
                    tests: [{name: a, when: [{call: {path: "@b/c"}}], then: [{log: {}}]}]        | 1:40: found "@b/c" as path, expected path and query, beginning with a slash, such as /api/v1/jobs
                    tests: [{name: a, when: [{addJob: {pipeline: B, fields: {}}}], then: [{log: {}}]}] | 1:35: found "B" as pipeline, expected the name of a pipeline
                    """)
    void saysWhatIsWrongAndWhere(String text, String message) throws IOException {
        Path file = write(text);

        assertThatThrownBy(() -> RouteTestSuite.read(file))
                .isInstanceOf(InvalidTestFileException.class)
                .hasMessage("notes.test.yaml:" + message);
    }
}
