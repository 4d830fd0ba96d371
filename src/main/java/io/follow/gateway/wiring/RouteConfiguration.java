package io.follow.gateway.wiring;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.follow.gateway.pipeline.Pipelines;
import io.follow.gateway.routing.RouteFilesHealthCheck;
import io.follow.gateway.routing.RouteReload;
import io.follow.gateway.routing.RunningPipelines;
import io.follow.gateway.routing.RunningWebhooks;
import io.follow.gateway.settings.GatewayProperties;
import io.follow.gateway.settings.RouteFolder;
import io.follow.gateway.steps.webhook.DeliverResult;
import io.follow.gateway.webhook.WebhookSender;
import io.follow.gateway.webhook.Webhooks;
import java.nio.file.Path;
import java.time.Clock;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Watches the route files where they can be edited. */
@Configuration(proxyBeanMethods = false)
class RouteConfiguration {

    @Bean
    Pipelines pipelines(ObjectProvider<CamelContext> camel, GatewayProperties properties) {
        return new RunningPipelines(
                camel::getObject,
                properties.naming(),
                new RunningPipelines.Defaults(
                        properties.stores().source(),
                        properties.stores().target(),
                        properties.image().maxFileSize(),
                        properties.token().required()));
    }

    @Bean
    RunningWebhooks webhooks(ObjectProvider<CamelContext> camel) {
        return new RunningWebhooks(camel::getObject);
    }

    @Bean
    DeliverResult webhook(Webhooks webhooks, ObjectMapper json, Clock clock) {
        return new DeliverResult(webhooks, new WebhookSender(json, clock), clock);
    }

    @Bean
    CamelContextConfiguration routeReload(GatewayProperties properties) {
        Path folder = properties.routesDir();
        return new CamelContextConfiguration() {
            @Override
            public void beforeApplicationStart(CamelContext camel) {
                if (folder != null) {
                    addReload(camel, folder);
                }
            }

            @Override
            public void afterApplicationStart(CamelContext camel) {
                // Everything is in place before.
            }
        };
    }

    private static void addReload(CamelContext camel, Path folder) {
        try {
            RouteReload reload = new RouteReload(new RouteFolder(folder));
            camel.addService(reload);
            HealthCheckRegistry registry = HealthCheckRegistry.get(camel);
            if (registry != null) {
                registry.register(new RouteFilesHealthCheck(reload));
            }
        } catch (Exception e) {
            throw new IllegalStateException("the route files cannot be watched", e);
        }
    }
}
