package io.follow.gateway.settings;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * The settings of route tests. All other settings are neither used nor checked.
 *
 * @param routesDir null if the routes in the jar are used
 * @param serverProgram null if it is searched for
 */
public record RouteTestSettings(@Nullable Path routesDir, @Nullable String serverProgram) {

    /**
     * Reads the settings of this process.
     *
     * @throws InvalidSettingException if one of them is invalid
     */
    public static RouteTestSettings read() {
        StandardEnvironment environment = new StandardEnvironment();
        ConfigDataEnvironmentPostProcessor.applyTo(environment);
        Map<String, Object> properties =
                new HashMap<>(SettingsPostProcessor.routes(EnvVariable.IMG_GW_ROUTES_DIR.given(environment)));
        String given = EnvVariable.VALKEY_SERVER_BIN.read(environment);
        if (given != null) {
            properties.put(EnvVariable.VALKEY_SERVER_BIN.property(), given);
        }
        environment.getPropertySources().addLast(new MapPropertySource(SettingsPostProcessor.SOURCE, properties));
        String folder = environment.getProperty(EnvVariable.IMG_GW_ROUTES_DIR.property());
        return new RouteTestSettings(
                folder == null ? null : Path.of(folder),
                environment.getProperty(EnvVariable.VALKEY_SERVER_BIN.property()));
    }
}
