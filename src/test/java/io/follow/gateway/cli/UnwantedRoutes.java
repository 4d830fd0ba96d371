package io.follow.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.follow.gateway.routing.check.Outline;
import io.follow.gateway.routing.check.Report;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** For commands that have nothing to do with routes. */
final class UnwantedRoutes implements RouteValidation, RouteInventory {

    private static AssertionError unwanted() {
        return new AssertionError("no routes are wanted");
    }

    @Override
    public Report validate(@Nullable Path directory) {
        throw unwanted();
    }

    @Override
    public URI address() {
        throw unwanted();
    }

    @Override
    public Optional<JsonNode> running(URI gateway) {
        throw unwanted();
    }

    @Override
    public Outline inFiles(@Nullable Path directory) {
        throw unwanted();
    }
}
