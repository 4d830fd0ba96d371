package io.follow.gateway.routetest;

import java.time.Duration;
import java.util.List;

/**
 * The outcome of a test.
 *
 * @param file the test file
 * @param test the name of the test
 * @param problems a line for each unmet expectation and each failed action; empty if the test has passed
 * @param complaints the warnings and errors that the gateway logged during the test
 */
public record RouteTestOutcome(
        String file, String test, Duration time, List<String> problems, List<String> complaints) {

    /** Whether the test has passed. */
    public boolean passed() {
        return problems.isEmpty();
    }
}
