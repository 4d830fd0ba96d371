package io.follow.gateway.settings;

import io.follow.gateway.logging.JsonLogFormatter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.boot.logging.DeferredLogFactory;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Reads and checks the environment variables before anything starts, and turns them into properties. They are defaults:
 * a property set on the command line or in an {@code application.yaml} beside the jar counts more.
 */
public class SettingsPostProcessor implements EnvironmentPostProcessor {

    public static final String SOURCE = "gateway-settings";

    private final Log log;

    /** The constructor that Spring Boot calls, before there is a log. */
    public SettingsPostProcessor(DeferredLogFactory logs) {
        this.log = logs.getLog(LogFactory.getLog("io.follow.gateway.settings"));
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        addSettings(environment);
        new UnknownNames(environment).warnings().forEach(log::warn);
    }

    /**
     * Adds the properties, without a word about names that mean nothing.
     *
     * @throws InvalidSettingException when a setting cannot be understood, or does not go together with another one
     */
    public static void addSettings(ConfigurableEnvironment environment) {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (EnvVariable envVariable : EnvVariable.values()) {
            String value = envVariable.read(environment);
            if (value != null) {
                properties.put(envVariable.property(), value);
            }
        }
        RelatedSettings related = new RelatedSettings(environment);
        boolean embedded = related.isEmbedded();
        related.checkWorkers();
        related.checkCredentials();
        related.checkKeys();
        properties.put("gateway.server.embedded", Boolean.toString(embedded));
        properties.putIfAbsent("server.address", embedded ? "127.0.0.1" : "0.0.0.0");
        properties.putIfAbsent("gateway.stores.source", "file:" + properties.get("gateway.data-dir") + "/incoming");
        properties.putIfAbsent("gateway.stores.target", "file:" + properties.get("gateway.data-dir") + "/processed");
        properties.put("gateway.upload.folder", FollowNames.setStores(environment) ? "incoming" : "gateway-received");
        properties.put("management.server.port", managementPort(environment, properties));
        long shutdown = shutdownSeconds(properties);
        properties.put("spring.lifecycle.timeout-per-shutdown-phase", Math.min(3, shutdown) + "s");
        // What cannot be finished is handed over in the seconds that are left.
        properties.put("camel.main.shutdown-timeout", Long.toString(Math.max(1, shutdown - 8)));
        properties.putAll(routes(EnvVariable.IMG_GW_ROUTES_DIR.given(environment)));
        addLogging(properties);
        properties.putAll(TraceHeaders.fromFiles(environment));
        properties.put("gateway.inbox", properties.get("gateway.data-dir") + "/inbox");
        passOverServices(environment, properties);
        environment.getPropertySources().addLast(new MapPropertySource(SOURCE, properties));
    }

    /**
     * Returns whether the settings have the values that were checked here. A property that is given under its own name, such as
     * {@code GATEWAY_JOB_RETRY_COUNT}, takes precedence over them.
     */
    public static boolean areInForce(ConfigurableEnvironment environment) {
        return environment.getPropertySources().get(SOURCE) instanceof MapPropertySource settings
                && Arrays.stream(settings.getPropertyNames())
                        .filter(name -> name.startsWith("gateway."))
                        .allMatch(name ->
                                String.valueOf(settings.getProperty(name)).equals(environment.getProperty(name)));
    }

    /**
     * For a Service named {@code server}, Kubernetes sets {@code SERVER_PORT=tcp://10.0.0.1:80}, which Spring Boot would take
     * for the property of that name.
     */
    private static void passOverServices(ConfigurableEnvironment environment, Map<String, Object> properties) {
        Map<String, Object> ports = new LinkedHashMap<>();
        for (String port : List.of("server.port", "management.server.port")) {
            String found = environment.getProperty(port);
            if (found != null && Variables.isOfKubernetes(found)) {
                ports.put(port, Objects.requireNonNull(properties.get(port)));
            }
        }
        if (!ports.isEmpty()) {
            environment.getPropertySources().addFirst(new MapPropertySource("gateway-ports", ports));
        }
    }

    /** Debugging is about the gateway; who wants to hear less wants so of everybody. */
    private static void addLogging(Map<String, Object> properties) {
        Object level = properties.get(EnvVariable.IMG_GW_LOG_LEVEL.property());
        boolean quieter = "warn".equals(level) || "error".equals(level);
        properties.put("logging.level.root", quieter ? level : "info");
        if ("json".equals(properties.get(EnvVariable.IMG_GW_LOG_FORMAT.property()))) {
            properties.put("logging.structured.format.console", JsonLogFormatter.class.getName());
        }
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
    static Map<String, Object> routes(@Nullable String given) {
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
