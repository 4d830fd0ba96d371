package io.follow.gateway.startup;

import io.follow.gateway.embedded.EmbeddedServer;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.ShutdownStrategy;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;

/**
 * Shortens a stop where the gateway's own server is away for good: jobs in hand wait for it to end them, and would do so in
 * vain. They are pending on the server's disk, and taken over at the next start.
 */
public final class OwnServerShutdown implements ApplicationListener<ContextClosedEvent> {

    private final EmbeddedServer server;
    private final CamelContext camel;

    public OwnServerShutdown(EmbeddedServer server, CamelContext camel) {
        this.server = server;
        this.camel = camel;
    }

    @Override
    public void onApplicationEvent(ContextClosedEvent event) {
        if (server.hasGivenUp()) {
            ShutdownStrategy strategy = camel.getShutdownStrategy();
            strategy.setTimeUnit(TimeUnit.SECONDS);
            strategy.setTimeout(1);
        }
    }
}
