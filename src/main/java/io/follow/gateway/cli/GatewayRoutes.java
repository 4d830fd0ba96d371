package io.follow.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.follow.gateway.routing.RouteSources;
import io.follow.gateway.routing.TemplateRules;
import io.follow.gateway.routing.UnstartedGateway;
import io.follow.gateway.routing.check.Outline;
import io.follow.gateway.routing.check.Report;
import io.follow.gateway.routing.check.RouteChecker;
import io.follow.gateway.routing.check.RouteSource;
import io.follow.gateway.routing.check.Surroundings;
import io.follow.gateway.settings.CommandSettings;
import io.follow.gateway.settings.InvalidSettingException;
import io.follow.gateway.settings.RouteFolder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.logging.LoggingSystem;

/** Checks and lists route files with the beans and settings of a gateway that is not started, and queries running gateways. */
final class GatewayRoutes implements RouteValidation, RouteInventory {

    private final Class<?> application;

    GatewayRoutes(Class<?> application) {
        this.application = application;
    }

    @Override
    public Report validate(@Nullable Path directory) throws Exception {
        return checked(directory, RouteChecker::check);
    }

    @Override
    public Outline inFiles(@Nullable Path directory) throws Exception {
        return checked(directory, RouteChecker::outline);
    }

    @Override
    public URI address() {
        logNothing();
        return CommandSettings.address();
    }

    @Override
    public Optional<JsonNode> running(URI gateway) throws GatewayCallException, InterruptedException {
        logNothing();
        return new OperatorCalls(CommandSettings.read().adminToken()).routes(gateway);
    }

    private <T> T checked(@Nullable Path directory, BiFunction<RouteChecker, List<RouteSource>, T> check)
            throws IOException {
        logNothing();
        System.setProperty(LoggingSystem.SYSTEM_PROPERTY, LoggingSystem.NONE);
        try (UnstartedGateway gateway = UnstartedGateway.of(application)) {
            Surroundings surroundings = gateway.surroundings();
            return check.apply(
                    new RouteChecker(surroundings, TemplateRules.all()),
                    sources(directory, surroundings.property("gateway.routes-dir")));
        }
    }

    /** Prevents log lines in the output of the command. */
    private static void logNothing() {
        LoggingSystem.get(GatewayRoutes.class.getClassLoader()).beforeInitialize();
    }

    private static List<RouteSource> sources(@Nullable Path given, @Nullable String ofSettings) throws IOException {
        if (given == null) {
            return ofSettings == null ? RouteSources.inTheJar() : RouteSources.in(new RouteFolder(Path.of(ofSettings)));
        }
        List<RouteSource> sources = Files.isDirectory(given)
                ? RouteSources.in(new RouteFolder(given.toAbsolutePath().normalize()))
                : List.of();
        if (sources.isEmpty()) {
            throw new InvalidSettingException(
                    "DIR is \"" + given + "\", expected a directory with *" + RouteFolder.SUFFIX + " files");
        }
        return sources;
    }
}
