package io.follow.gateway.settings;

import java.net.URI;
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
        return Binder.get(environment())
                .bind("gateway", GatewayProperties.class)
                .get();
    }

    /**
     * The address at which a gateway with these settings answers on this machine.
     *
     * @throws InvalidSettingException when a setting cannot be understood
     */
    public static URI address() {
        StandardEnvironment environment = environment();
        String host = environment.getProperty("server.address", "127.0.0.1");
        boolean any = host.equals("0.0.0.0") || host.equals("::");
        boolean isIpv6 = host.contains(":") && !any;
        String port = environment.getProperty("server.port", "8090");
        return URI.create("http://" + (any ? "127.0.0.1" : isIpv6 ? "[" + host + "]" : host) + ":" + port);
    }

    private static StandardEnvironment environment() {
        StandardEnvironment environment = new StandardEnvironment();
        ConfigDataEnvironmentPostProcessor.applyTo(environment);
        SettingsPostProcessor.addSettings(environment);
        return environment;
    }
}
