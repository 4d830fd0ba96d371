package io.follow.gateway.wiring;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.follow.gateway.pipeline.Pipelines;
import io.follow.gateway.routing.CheckedRoutesCollector;
import io.follow.gateway.routing.LenientRouteFactory;
import io.follow.gateway.routing.MillisFunction;
import io.follow.gateway.routing.PipelineParameters;
import io.follow.gateway.routing.RouteFiles;
import io.follow.gateway.routing.RouteFilesHealthCheck;
import io.follow.gateway.routing.RouteNames;
import io.follow.gateway.routing.RouteReload;
import io.follow.gateway.routing.RouteStatistics;
import io.follow.gateway.routing.RunningPipelines;
import io.follow.gateway.routing.RunningRoutes;
import io.follow.gateway.routing.RunningWebhooks;
import io.follow.gateway.routing.SpringSurroundings;
import io.follow.gateway.routing.StartFailures;
import io.follow.gateway.routing.TemplateRules;
import io.follow.gateway.routing.check.RouteChecker;
import io.follow.gateway.settings.GatewayProperties;
import io.follow.gateway.settings.RouteFolder;
import io.follow.gateway.steps.operator.ShowRoutes;
import io.follow.gateway.steps.webhook.DeliverResult;
import io.follow.gateway.storage.StoreCircuitBreaker;
import io.follow.gateway.webhook.WebhookSender;
import io.follow.gateway.webhook.Webhooks;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.engine.DefaultSupervisingRouteController;
import org.apache.camel.main.RoutesCollector;
import org.apache.camel.spi.SupervisingRouteController;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Checks the route files, at the start and, where they can be edited, whenever one has been edited. */
@Configuration(proxyBeanMethods = false)
class RouteConfiguration {

    private static final Duration FIRST_RETRY = Duration.ofSeconds(2);
    private static final Duration LAST_RETRY = Duration.ofMinutes(1);

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
    RouteStatistics routeStatistics(Clock clock) {
        return new RouteStatistics(clock);
    }

    @Bean
    ShowRoutes showRoutes(ObjectProvider<CamelContext> camel, Pipelines pipelines, RouteStatistics statistics) {
        return new ShowRoutes(new RunningRoutes(camel::getObject, pipelines, statistics));
    }

    @Bean
    PipelineParameters pipelineParameters(GatewayProperties properties) {
        return new PipelineParameters(properties.server().embedded());
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
    RouteFiles routeFiles(GatewayProperties properties) {
        return new RouteFiles(properties.keys().process());
    }

    @Bean
    RouteFilesHealthCheck routeFilesCheck(RouteFiles files) {
        return new RouteFilesHealthCheck(files);
    }

    /** Takes the place of the collector of Camel. */
    @Bean
    RoutesCollector checkedRoutesCollector(
            ConfigurableApplicationContext spring, GatewayProperties properties, RouteFiles files) {
        return new CheckedRoutesCollector(
                spring,
                camel -> checker(spring, camel),
                new RouteNames(properties.routesDir()),
                properties.routesStrict(),
                files);
    }

    @Bean
    StartFailures startFailures() {
        return new StartFailures();
    }

    /** Starts each route by itself, so that one whose endpoint is away does not stop the others. */
    @Bean
    SupervisingRouteController routeController() {
        DefaultSupervisingRouteController controller = new DefaultSupervisingRouteController();
        controller.setBackOffDelay(FIRST_RETRY.toMillis());
        controller.setBackOffMultiplier(2);
        controller.setBackOffMaxDelay(LAST_RETRY.toMillis());
        return controller;
    }

    @Bean
    CamelContextConfiguration routeReload(
            ConfigurableApplicationContext spring,
            GatewayProperties properties,
            RouteFiles files,
            StoreCircuitBreaker stores) {
        Path folder = properties.routesDir();
        return new CamelContextConfiguration() {
            @Override
            public void beforeApplicationStart(CamelContext camel) {
                camel.getPropertiesComponent().addPropertiesFunction(new MillisFunction());
                if (!properties.routesStrict()) {
                    LenientRouteFactory.install(camel, new RouteNames(folder), files);
                }
                if (folder != null) {
                    addReload(
                            camel,
                            new RouteReload(new RouteFolder(folder), checker(spring, camel), files, stores::reset));
                }
            }

            @Override
            public void afterApplicationStart(CamelContext camel) {
                // Everything is in place before.
            }
        };
    }

    private static RouteChecker checker(ConfigurableApplicationContext spring, CamelContext camel) {
        return new RouteChecker(
                new SpringSurroundings(camel, spring.getBeanFactory(), spring.getEnvironment()), TemplateRules.all());
    }

    private static void addReload(CamelContext camel, RouteReload reload) {
        try {
            camel.addService(reload);
        } catch (Exception e) {
            throw new IllegalStateException("the route files cannot be watched", e);
        }
    }
}
