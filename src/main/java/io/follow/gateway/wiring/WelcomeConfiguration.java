package io.follow.gateway.wiring;

import io.follow.gateway.embedded.EmbeddedServer;
import io.follow.gateway.image.ImageEngine;
import io.follow.gateway.image.MemoryBudget;
import io.follow.gateway.schedule.Scheduler;
import io.follow.gateway.settings.GatewayProperties;
import io.follow.gateway.startup.Instance;
import io.follow.gateway.startup.MemoryCheck;
import io.follow.gateway.startup.ReadinessWaiter;
import io.follow.gateway.welcome.Welcome;
import java.util.List;
import org.apache.camel.CamelContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.context.WebServerApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is said once the gateway is ready. Only the embedded mode greets: there somebody is trying things out. */
@Configuration(proxyBeanMethods = false)
class WelcomeConfiguration {

    /** Null without a server of its own; nobody gets that bean then. */
    @Bean
    @Nullable
    Welcome welcome(GatewayProperties properties, ObjectProvider<EmbeddedServer> embedded) {
        EmbeddedServer server = embedded.getIfAvailable();
        return server == null ? null : new Welcome(properties.dataDir(), properties.inbox(), server);
    }

    @Bean
    MemoryCheck memoryCheck(List<ImageEngine> engines, MemoryBudget budget, GatewayProperties properties) {
        return new MemoryCheck(
                engines,
                budget,
                properties.image().maxPixelCount(),
                properties.image().maxWidth());
    }

    @Bean
    ApplicationListener<ApplicationReadyEvent> ready(
            ObjectProvider<Welcome> welcome,
            MemoryCheck memoryCheck,
            GatewayProperties properties,
            Instance instance,
            CamelContext camel,
            Scheduler scheduler) {
        return event -> {
            if (event.getApplicationContext() instanceof WebServerApplicationContext web
                    && web.getServerNamespace() == null
                    && web.getWebServer() != null) {
                int port = web.getWebServer().getPort();
                LoggerFactory.getLogger("io.follow.gateway.start")
                        .info(
                                "image gateway started in {} s as {}: port {}, {}, routes {}",
                                event.getTimeTaken().toMillis() / 1000.0,
                                instance.name(),
                                port,
                                properties.readsStreams()
                                        ? properties.workers() + " workers"
                                        : "no workers, it takes in jobs for other processes",
                                properties.routesDir() == null ? "of the jar" : "of " + properties.routesDir());
                if (properties.readsStreams()) {
                    memoryCheck.begin();
                }
                ReadinessWaiter readiness = new ReadinessWaiter(camel, scheduler.executor());
                welcome.ifAvailable(greeting -> readiness.onReady(() -> greeting.greet(port)));
            }
        };
    }
}
