package io.follow.gateway.cli;

import io.follow.gateway.routetest.RouteTestOutcome;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs route tests. Each file has its own gateway. */
interface RouteTesting {

    /**
     * Runs the tests of a file, or of a directory and its subdirectories.
     *
     * @param place the directory or the file, or null for the routes directory of the settings
     * @param listener notified of the outcome of each test
     * @return the number of test files
     */
    int run(@Nullable Path place, Consumer<RouteTestOutcome> listener) throws Exception;
}
