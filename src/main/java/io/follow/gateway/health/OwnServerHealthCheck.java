package io.follow.gateway.health;

import io.follow.gateway.embedded.EmbeddedServer;
import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Says why the gateway's own server is away: it is being started again, or has ended too often for that. */
public final class OwnServerHealthCheck extends AbstractHealthCheck {

    private final EmbeddedServer server;

    public OwnServerHealthCheck(EmbeddedServer server) {
        super("gateway", "own-server");
        this.server = server;
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        String trouble = server.trouble();
        if (trouble == null) {
            builder.up();
        } else {
            builder.message(trouble).down();
        }
    }
}
