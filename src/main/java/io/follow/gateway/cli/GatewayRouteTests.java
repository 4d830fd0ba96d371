package io.follow.gateway.cli;

import io.follow.gateway.routetest.RouteTestOutcome;
import io.follow.gateway.routetest.RouteTestRunner;
import io.follow.gateway.routetest.RouteTestSuite;
import io.follow.gateway.settings.EnvVariable;
import io.follow.gateway.settings.InvalidSettingException;
import io.follow.gateway.settings.RouteFolder;
import io.follow.gateway.settings.RouteTestSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs route tests with gateways in this process. */
final class GatewayRouteTests implements RouteTesting {

    private final Class<?> application;

    GatewayRouteTests(Class<?> application) {
        this.application = application;
    }

    @Override
    public int run(@Nullable Path given, Consumer<RouteTestOutcome> listener) throws Exception {
        RouteTestSettings own = RouteTestSettings.read();
        Path ofSettings = own.routesDir();
        Path place = given == null ? ofSettings : given;
        if (place == null) {
            throw new InvalidSettingException(
                    "found no routes directory, expected DIR, a directory with *.test.yaml files");
        }
        RouteTestSuite suite = RouteTestSuite.read(place);
        List<RouteFolder> folders = new ArrayList<>();
        if (Files.isDirectory(place)) {
            folders.add(new RouteFolder(place.toAbsolutePath().normalize()));
        }
        if (ofSettings != null) {
            folders.add(new RouteFolder(ofSettings));
        }
        String program = own.serverProgram();
        Map<String, String> settings =
                program == null ? Map.of() : Map.of(EnvVariable.VALKEY_SERVER_BIN.name(), program);
        new RouteTestRunner(application, folders, settings).run(suite, listener);
        return suite.size();
    }
}
