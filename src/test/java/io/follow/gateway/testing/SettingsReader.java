package io.follow.gateway.testing;

import io.follow.gateway.settings.GatewayProperties;
import io.follow.gateway.settings.SettingsPostProcessor;
import java.util.Map;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** Reads given variables as the program reads those of its process. */
public final class SettingsReader {

    private SettingsReader() {}

    /** The environment that they make, with all settings. */
    public static StandardEnvironment environment(Map<String, String> variables) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("given", Map.copyOf(variables)));
        ConfigDataEnvironmentPostProcessor.applyTo(environment);
        SettingsPostProcessor.addSettings(environment);
        return environment;
    }

    /** The settings in it. */
    public static GatewayProperties read(Map<String, String> variables) {
        return Binder.get(environment(variables))
                .bind("gateway", GatewayProperties.class)
                .get();
    }

    /** The settings of a gateway on a cluster, whose keys share a hash tag. */
    public static Map<String, String> ofCluster(int port) {
        return Map.of(
                "REDIS_CLUSTER_NODES",
                "127.0.0.1:" + port,
                "gateway.keys.process",
                "{image}:process",
                "gateway.keys.result",
                "{image}:result",
                "gateway.keys.dead-letter",
                "{image}:process:dlq",
                "gateway.keys.status",
                "{image}:status:",
                "gateway.keys.upload",
                "{image}:upload:");
    }
}
