package io.follow.gateway.routetest;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A file of tests of one route.
 *
 * @param path the file
 * @param name how messages call it
 * @param routes the route files that are loaded besides those of the gateway
 * @param properties property values, before addresses of servers are filled in
 * @param servers the HTTP servers that stand in for other programs, by name
 * @param stubbed the components whose endpoints are replaced
 * @param timeout how long an expectation is waited for
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

    /** The end of the name of every test file. */
    static final String SUFFIX = ".test.yaml";

    /** How a server that stands in for another program responds. */
    record ServerSpec(int status, String body) {}
}
