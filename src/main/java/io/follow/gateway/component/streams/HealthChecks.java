package io.follow.gateway.component.streams;

import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckRegistry;

/** The health checks of a consumer, which Camel knows only between its start and its stop. */
record HealthChecks(CamelContext camel, List<? extends HealthCheck> checks) {

    void register() {
        HealthCheckRegistry registry = HealthCheckRegistry.get(camel);
        if (registry != null) {
            checks.forEach(registry::register);
        }
    }

    void unregister() {
        HealthCheckRegistry registry = HealthCheckRegistry.get(camel);
        if (registry != null) {
            checks.forEach(registry::unregister);
        }
    }
}
