package io.follow.gateway.cli;

import io.follow.gateway.routing.RouteSources;
import io.follow.gateway.routing.TemplateRules;
import io.follow.gateway.routing.UnstartedGateway;
import io.follow.gateway.routing.check.Report;
import io.follow.gateway.routing.check.RouteChecker;
import io.follow.gateway.routing.check.RouteSource;
import io.follow.gateway.routing.check.Surroundings;
import io.follow.gateway.settings.InvalidSettingException;
import io.follow.gateway.settings.RouteFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.logging.LoggingSystem;

/** Checks routes with the beans and settings of a gateway that is not started. */
final class GatewayRoutes implements RouteValidation {

    private final Class<?> application;

    GatewayRoutes(Class<?> application) {
        this.application = application;
    }

    @Override
    public Report validate(@Nullable Path directory) throws Exception {
        // Nothing is logged: what a command has to say stands on its streams.
        LoggingSystem.get(GatewayRoutes.class.getClassLoader()).beforeInitialize();
        System.setProperty(LoggingSystem.SYSTEM_PROPERTY, LoggingSystem.NONE);
        try (UnstartedGateway gateway = UnstartedGateway.of(application)) {
            Surroundings surroundings = gateway.surroundings();
            return new RouteChecker(surroundings, TemplateRules.all())
                    .check(sources(directory, surroundings.property("gateway.routes-dir")));
        }
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
