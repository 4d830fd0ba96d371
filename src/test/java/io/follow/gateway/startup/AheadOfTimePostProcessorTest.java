package io.follow.gateway.startup;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.settings.SettingsPostProcessor;
import java.io.File;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;

class AheadOfTimePostProcessorTest {

    private final StandardEnvironment environment = new StandardEnvironment() {
        @Override
        protected void customizePropertySources(MutablePropertySources sources) {
            // None of the machine's own.
        }
    };

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spring.profiles.active",
                "SPRING_APPLICATION_JSON",
                "server.ssl.enabled",
                "MANAGEMENT_ENDPOINTS_WEB_EXPOSURE_INCLUDE",
                "camel.component.kafka.brokers",
                "CAMEL_HEALTH_ENABLED"
            })
    void propertyThatMayDecideAboutBeansIsFound(String name) {
        // given
        set("systemEnvironment", name);

        // when, then
        assertThat(AheadOfTimePostProcessor.decisiveProperty(environment)).contains(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "IMG_GW_WORKERS",
                "REDIS_URL",
                "GATEWAY_KEYS_RESULT",
                "gateway.workers",
                "logging.level.root",
                "java.io.tmpdir",
                "spring.aot.processing",
                "spring.config.location",
                "SPRINGFIELD"
            })
    void whatIsTheGatewaysOwnOrOfNobodyDecidesNothing(String name) {
        // given
        set("systemEnvironment", name);

        // when, then
        assertThat(AheadOfTimePostProcessor.decisiveProperty(environment)).isEmpty();
    }

    @Test
    void whatWasThereWhenTheJarWasBuiltDecidesNothing() {
        // given
        set(SettingsPostProcessor.SOURCE, "management.server.port");
        set("applicationInfo", "spring.application.version");
        set(
                "Config resource 'class path resource [application.yaml]' via location 'optional:classpath:/'",
                "spring.application.name");

        // when, then
        assertThat(AheadOfTimePostProcessor.decisiveProperty(environment)).isEmpty();
    }

    @Test
    void fileBesideTheJarMayDecide() {
        // given
        set(
                "Config resource 'file [application.yaml]' via location 'optional:file:./'",
                "camel.main.stream-caching-enabled");

        // when, then
        assertThat(AheadOfTimePostProcessor.decisiveProperty(environment)).isPresent();
    }

    @Test
    void classesBesideTheJarMayDecide() {
        // given
        String jar = "image-gateway.jar";

        // when, then
        assertThat(AheadOfTimePostProcessor.isMoreThanOneOn(jar)).isFalse();
        assertThat(AheadOfTimePostProcessor.isMoreThanOneOn(jar + File.pathSeparator + "beans.jar"))
                .isTrue();
    }

    @Test
    void directoryWithoutJarsDecidesNothing() {
        // given
        String classPath = "image-gateway.jar" + File.pathSeparator + "lib" + File.separator + "*";

        // when, then
        assertThat(AheadOfTimePostProcessor.isMoreThanOneOn(classPath)).isFalse();
    }

    private void set(String source, String name) {
        environment.getPropertySources().addLast(new MapPropertySource(source, Map.of(name, "x")));
    }
}
