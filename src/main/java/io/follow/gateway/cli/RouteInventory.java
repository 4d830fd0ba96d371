package io.follow.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.follow.gateway.routing.check.Outline;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lists the routes of a running gateway or of files. */
interface RouteInventory {

    /** Returns the address of a gateway with the same settings on this machine. */
    URI address();

    /**
     * Returns the routes of a running gateway, in the format of the operator API, or empty if nothing listens there.
     *
     * @param gateway the address, {@code http://…} or {@code https://…}
     * @throws GatewayCallException if the response is no list of routes
     */
    Optional<JsonNode> running(URI gateway) throws GatewayCallException, InterruptedException;

    /**
     * Returns the routes that a gateway would load at startup.
     *
     * @param directory the routes directory, or null for that of the settings
     */
    Outline inFiles(@Nullable Path directory) throws Exception;
}
