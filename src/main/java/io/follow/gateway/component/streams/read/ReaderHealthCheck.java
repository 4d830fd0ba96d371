package io.follow.gateway.component.streams.read;

import io.follow.gateway.component.streams.client.ServerProbe;
import java.util.List;
import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.jspecify.annotations.Nullable;

/**
 * The health checks of a reader. It is live if its loop is running, even while the server is unavailable; it is ready
 * if its last access to the server succeeded, the user has all permissions, and its work is not stalled.
 */
public final class ReaderHealthCheck extends AbstractHealthCheck {

    private final StreamReader reader;
    private final ServerProbe probe;
    private final StallDetector stalls;
    private final PermissionWatch permissions;
    private final boolean liveness;

    private ReaderHealthCheck(
            String id,
            StreamReader reader,
            ServerProbe probe,
            StallDetector stalls,
            PermissionWatch permissions,
            boolean liveness) {
        super("camel", id);
        this.reader = reader;
        this.probe = probe;
        this.stalls = stalls;
        this.permissions = permissions;
        this.liveness = liveness;
    }

    public static List<ReaderHealthCheck> of(
            String routeId, StreamReader reader, ServerProbe probe, StallDetector stalls, PermissionWatch permissions) {
        return List.of(
                new ReaderHealthCheck("reader-alive:" + routeId, reader, probe, stalls, permissions, true),
                new ReaderHealthCheck("reader-ready:" + routeId, reader, probe, stalls, permissions, false));
    }

    @Override
    public boolean isLiveness() {
        return liveness;
    }

    @Override
    public boolean isReadiness() {
        return true;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        if (!reader.isAlive()) {
            builder.message("the reader has stopped").down();
            return;
        }
        String trouble = liveness ? null : trouble();
        if (trouble == null) {
            builder.up();
        } else {
            builder.message(trouble).down();
        }
    }

    private @Nullable String trouble() {
        String missing = permissions.missing();
        String reading = missing != null ? missing : reader.trouble();
        if (reading != null) {
            return reading;
        }
        String silence = probe.trouble();
        return silence != null ? silence : stalls.trouble();
    }
}
