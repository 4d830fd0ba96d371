package io.follow.gateway.health;

import io.follow.gateway.embedded.EmbeddedServer;
import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Reports why the embedded server is unavailable: it is being restarted, or has crashed too often to be restarted. */
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
