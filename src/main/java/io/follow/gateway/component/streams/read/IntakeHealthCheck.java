package io.follow.gateway.component.streams.read;

import io.follow.gateway.component.streams.client.AdditionProbe;
import io.follow.gateway.component.streams.client.ServerProbe;
import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.jspecify.annotations.Nullable;

/**
 * The health check of a process that takes entries in and reads none. It is ready if the server answers and accepts
 * entries, and if the user has all permissions.
 */
public final class IntakeHealthCheck extends AbstractHealthCheck {

    private final ServerProbe probe;
    private final PermissionWatch permissions;
    private final @Nullable AdditionProbe additions;

    /** @param additions null if nothing is known to add entries to the stream */
    public IntakeHealthCheck(
            String routeId, ServerProbe probe, PermissionWatch permissions, @Nullable AdditionProbe additions) {
        super("camel", "intake-ready:" + routeId);
        this.probe = probe;
        this.permissions = permissions;
        this.additions = additions;
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        String trouble = trouble();
        if (trouble == null) {
            builder.up();
        } else {
            builder.message(trouble).down();
        }
    }

    private @Nullable String trouble() {
        String uncertain = permissions.trouble();
        if (uncertain != null) {
            return uncertain;
        }
        String silence = probe.trouble();
        return silence != null || additions == null ? silence : additions.trouble();
    }
}
