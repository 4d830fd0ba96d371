package io.follow.gateway.http;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /health} is the liveness probe: an outage of the server or a store does not affect it. {@code /health/ready}
 * is the readiness probe: whether the gateway can process jobs now, and if not, why.
 */
@RestController
class HealthController {

    /** Camel's own check is down during startup and shutdown, which does not justify a restart. */
    private static final String CONTEXT = "context";

    private final CamelContext camel;

    HealthController(CamelContext camel) {
        this.camel = camel;
    }

    /** The overall state and that of each dependency. */
    record Health(String status, Map<String, String> checks) {}

    @GetMapping("/health")
    ResponseEntity<Health> live() {
        return answer(HealthCheckHelper.invokeLiveness(camel, "full").stream()
                .filter(result -> !CONTEXT.equals(result.getCheck().getId()))
                .toList());
    }

    @GetMapping("/health/ready")
    ResponseEntity<Health> ready() {
        if (!camel.isStarted()) {
            return answer(false, Map.of("routes", "starting or stopping"));
        }
        return answer(HealthCheckHelper.invokeReadiness(camel, "full"));
    }

    private static ResponseEntity<Health> answer(Collection<HealthCheck.Result> results) {
        Map<String, String> checks = new LinkedHashMap<>();
        boolean up = true;
        for (HealthCheck.Result result : results) {
            boolean ok = result.getState() == HealthCheck.State.UP;
            up &= ok;
            String reason = result.getMessage().orElse("down");
            checks.put(result.getCheck().getId(), ok ? "up" : reason);
        }
        return answer(up, checks);
    }

    private static ResponseEntity<Health> answer(boolean up, Map<String, String> checks) {
        return ResponseEntity.status(up ? 200 : 503).body(new Health(up ? "up" : "down", checks));
    }
}
