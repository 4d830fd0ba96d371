package io.follow.gateway.wiring;

import io.follow.gateway.tracing.Tracing;
import io.follow.gateway.tracing.TracingSettings;
import org.apache.camel.CamelContext;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;

/** Traces, if a variable asks for them. */
@Configuration(proxyBeanMethods = false)
class TracingConfiguration {

    @Bean
    Tracing tracing(ConfigurableEnvironment environment) {
        return new Tracing(TracingSettings.of(environment));
    }

    @Bean
    CamelContextConfiguration tracedRoutes(Tracing tracing) {
        return new CamelContextConfiguration() {
            @Override
            public void beforeApplicationStart(CamelContext camel) {
                tracing.install(camel);
            }

            @Override
            public void afterApplicationStart(CamelContext camel) {
                // Everything is in place before.
            }
        };
    }
}
