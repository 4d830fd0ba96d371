package io.follow.gateway.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Reads and checks the environment variables before anything starts, and turns them into properties. They are defaults:
 * a property set on the command line or in an {@code application.yaml} beside the jar counts more.
 */
public class SettingsPostProcessor implements EnvironmentPostProcessor {

    public static final String SOURCE = "gateway-settings";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        addSettings(environment);
    }

    public static void addSettings(ConfigurableEnvironment environment) {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (EnvVariable envVariable : EnvVariable.values()) {
            String value = envVariable.read(environment);
            if (value != null) {
                properties.put(envVariable.property(), value);
            }
        }
        boolean embedded = isEmbedded(environment);
        properties.put("gateway.server.embedded", Boolean.toString(embedded));
        properties.putIfAbsent("server.address", embedded ? "127.0.0.1" : "0.0.0.0");
        properties.putIfAbsent("gateway.stores.source", "file:" + properties.get("gateway.data-dir") + "/incoming");
        properties.putIfAbsent("gateway.stores.target", "file:" + properties.get("gateway.data-dir") + "/processed");
        properties.put("management.server.port", managementPort(environment, properties));
        long shutdown = shutdownSeconds(properties);
        properties.put("spring.lifecycle.timeout-per-shutdown-phase", Math.min(3, shutdown) + "s");
        // What cannot be finished is handed over in the seconds that are left.
        properties.put("camel.main.shutdown-timeout", Long.toString(Math.max(1, shutdown - 8)));
        properties.putAll(routes(EnvVariable.IMG_GW_ROUTES_DIR.given(environment)));
        properties.put("gateway.inbox", properties.get("gateway.data-dir") + "/inbox");
        environment.getPropertySources().addLast(new MapPropertySource(SOURCE, properties));
    }

    private static boolean isEmbedded(ConfigurableEnvironment environment) {
        boolean sentinel = EnvVariable.REDIS_SENTINEL_NODES.given(environment) != null;
        if (sentinel != (EnvVariable.REDIS_SENTINEL_MASTER.given(environment) != null)) {
            throw new InvalidSettingException(
                    "REDIS_SENTINEL_NODES and REDIS_SENTINEL_MASTER belong together, only one of them is set");
        }
        boolean cluster = EnvVariable.REDIS_CLUSTER_NODES.given(environment) != null;
        if (sentinel && cluster) {
            throw new InvalidSettingException(
                    "REDIS_CLUSTER_NODES and REDIS_SENTINEL_NODES are both set, expected one of them");
        }
        return !sentinel && !cluster && EnvVariable.REDIS_URL.given(environment) == null;
    }

    private static long shutdownSeconds(Map<String, Object> properties) {
        String millis =
                String.valueOf(properties.get("gateway.shutdown-timeout")).replace("ms", "");
        return Math.max(1, Long.parseLong(millis) / 1000);
    }

    /** Several gateways on one machine are usual, so the default port gives way; one that was asked for does not. */
    private static Object managementPort(ConfigurableEnvironment environment, Map<String, Object> properties) {
        Object port = String.valueOf(properties.get("management.server.port"));
        if (EnvVariable.IMG_GW_MANAGEMENT_PORT.given(environment) != null
                || isFree(String.valueOf(properties.get("management.server.address")), port)) {
            return port;
        }
        return "0";
    }

    private static boolean isFree(@Nullable String host, Object port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByName(host), Integer.parseInt(port.toString())));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** A folder that can be edited, or the copy inside the jar. */
    private static Map<String, Object> routes(@Nullable String given) {
        Path folder = Path.of(given == null ? "routes" : given).toAbsolutePath().normalize();
        String pattern = patternOf(new RouteFolder(folder));
        if (!pattern.isEmpty()) {
            return Map.of("gateway.routes-dir", folder.toString(), "camel.main.routes-include-pattern", pattern);
        }
        if (given != null) {
            throw new InvalidSettingException(
                    "IMG_GW_ROUTES_DIR is \"" + given + "\", expected a folder with *.camel.yaml files");
        }
        try {
            return Map.of("camel.main.routes-include-pattern", RouteFolder.filesInTheJar());
        } catch (IOException e) {
            throw new UncheckedIOException("the routes in the jar cannot be listed", e);
        }
    }

    private static String patternOf(RouteFolder folder) {
        try {
            return folder.pattern();
        } catch (IOException e) {
            return "";
        }
    }
}
