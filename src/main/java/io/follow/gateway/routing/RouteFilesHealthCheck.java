package io.follow.gateway.routing;

import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * Names the route files that are not in force. Not ready while the main pipeline is missing because of that, or while an
 * edited file has left routes that cannot be started again.
 */
public final class RouteFilesHealthCheck extends AbstractHealthCheck {

    private final RouteFiles files;

    public RouteFilesHealthCheck(RouteFiles files) {
        super("gateway", "route-files");
        this.files = files;
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        String missing = files.missing();
        String trouble = files.trouble();
        if (missing != null) {
            builder.message(missing).down();
        } else if (trouble != null) {
            builder.message(trouble).up();
        } else {
            builder.up();
        }
    }
}
