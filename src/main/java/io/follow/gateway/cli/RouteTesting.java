package io.follow.gateway.cli;

import io.follow.gateway.routetest.RouteTestOutcome;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs tests of routes, each file with a gateway of its own. */
interface RouteTesting {

    /**
     * Runs the tests of a directory, and of those below it, or of one file.
     *
     * @param place the directory or the file, or null for the routes directory of the settings
     * @param listener told the outcome of each test when it has ended
     * @return the number of test files
     */
    int run(@Nullable Path place, Consumer<RouteTestOutcome> listener) throws Exception;
}
