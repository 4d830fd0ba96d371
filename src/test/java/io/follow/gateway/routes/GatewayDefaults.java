package io.follow.gateway.routes;

import io.follow.gateway.settings.SettingsPostProcessor;
import java.util.Objects;
import java.util.Properties;
import java.util.function.Supplier;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.mock.env.MockEnvironment;

/** The properties of a gateway that no environment variable configures: what a route can rely on. */
final class GatewayDefaults {

    private GatewayDefaults() {}

    static Properties properties() {
        YamlPropertiesFactoryBean yaml = new YamlPropertiesFactoryBean();
        yaml.setResources(new ClassPathResource("application.yaml"));
        Properties properties = new Properties();
        Objects.requireNonNull(yaml.getObject())
                .forEach((name, value) -> properties.setProperty(String.valueOf(name), String.valueOf(value)));
        MockEnvironment environment = new MockEnvironment();
        new SettingsPostProcessor(Supplier::get).postProcessEnvironment(environment, new SpringApplication());
        for (PropertySource<?> source : environment.getPropertySources()) {
            if (source instanceof EnumerablePropertySource<?> settings) {
                for (String name : settings.getPropertyNames()) {
                    properties.setProperty(name, String.valueOf(settings.getProperty(name)));
                }
            }
        }
        return properties;
    }
}
