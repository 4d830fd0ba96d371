package io.follow.gateway.routetest;

import java.time.Duration;
import java.util.List;

/**
 * How a test has ended.
 *
 * @param file the test file
 * @param test the name of the test
 * @param problems a line for each expectation that was not met, and for what could not be done; none if it has passed
 * @param complaints what the gateway has logged as a warning or an error meanwhile
 */
public record RouteTestOutcome(
        String file, String test, Duration time, List<String> problems, List<String> complaints) {

    /** Whether everything was as expected. */
    public boolean passed() {
        return problems.isEmpty();
    }
}
