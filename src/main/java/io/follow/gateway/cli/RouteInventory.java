package io.follow.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.follow.gateway.routing.check.Outline;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells which routes there are: those that run in a gateway, or those of files. */
interface RouteInventory {

    /** The address at which a gateway with the same settings answers on this machine. */
    URI address();

    /**
     * The routes that run in a gateway, as it shows them to operators; empty when nothing answers.
     *
     * @param gateway its address, {@code http://…} or {@code https://…}
     * @throws GatewayCallException when something answers, but not with routes
     */
    Optional<JsonNode> running(URI gateway) throws GatewayCallException, InterruptedException;

    /**
     * The routes that a start would load.
     *
     * @param directory the directory of the files, or null for that of the settings
     */
    Outline inFiles(@Nullable Path directory) throws Exception;
}
