package io.follow.gateway.settings;

import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.StandardEnvironment;

/** The settings of a command, which starts no gateway: the same variables and files, read without a Spring context. */
public final class CommandSettings {

    private CommandSettings() {}

    /**
     * Reads the settings of this process.
     *
     * @throws InvalidSettingException when one cannot be understood
     */
    public static GatewayProperties read() {
        StandardEnvironment environment = new StandardEnvironment();
        ConfigDataEnvironmentPostProcessor.applyTo(environment);
        SettingsPostProcessor.addSettings(environment);
        return Binder.get(environment).bind("gateway", GatewayProperties.class).get();
    }
}
