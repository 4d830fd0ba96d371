package io.follow.gateway.routetest;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A file with tests of one route.
 *
 * @param path the file
 * @param name the name for messages
 * @param routes the route files that are loaded in addition to those of the gateway
 * @param properties property values, with placeholders for the addresses of servers
 * @param servers the HTTP servers that stand in for other programs, by name
 * @param stubbed the components whose endpoints are replaced
 * @param timeout the maximum time to wait for an expectation
 */
record RouteTestFile(
        Path path,
        String name,
        List<Path> routes,
        Map<String, String> properties,
        Map<String, ServerSpec> servers,
        List<String> stubbed,
        Duration timeout,
        List<TestCase> tests) {

    /** The suffix of test files. */
    static final String SUFFIX = ".test.yaml";

    /** The response of an HTTP server that stands in for another program. */
    record ServerSpec(int status, String body) {}
}
