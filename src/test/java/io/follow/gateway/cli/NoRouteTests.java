package io.follow.gateway.cli;

import io.follow.gateway.routetest.RouteTestOutcome;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** For commands that are to run no tests of routes. */
final class NoRouteTests implements RouteTesting {

    @Override
    public int run(@Nullable Path place, Consumer<RouteTestOutcome> listener) {
        throw new AssertionError("no tests of routes are wanted");
    }
}
