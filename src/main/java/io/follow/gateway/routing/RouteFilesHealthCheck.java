package io.follow.gateway.routing;

import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Not ready while an edited route file has left routes that cannot be started again. */
public final class RouteFilesHealthCheck extends AbstractHealthCheck {

    private final RouteReload reload;

    public RouteFilesHealthCheck(RouteReload reload) {
        super("gateway", "route-files");
        this.reload = reload;
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        String trouble = reload.trouble();
        if (trouble == null) {
            builder.up();
        } else {
            builder.message(trouble).down();
        }
    }
}
