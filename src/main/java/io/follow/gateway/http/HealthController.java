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
 * {@code /health} says whether the program lives: an outage of the server or of a store does not make it die.
 * {@code /health/ready} says whether it can work now, and if not, what is missing.
 */
@RestController
class HealthController {

    /** Camel's check of itself is down while it starts and stops, which is no reason for a restart. */
    private static final String CONTEXT = "context";

    private final CamelContext camel;

    HealthController(CamelContext camel) {
        this.camel = camel;
    }

    /** The state of the whole and of each dependency. */
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
            String message = result.getMessage().orElse("");
            String good = message.isEmpty() ? "up" : "up, " + message;
            checks.put(result.getCheck().getId(), ok ? good : message.isEmpty() ? "down" : message);
        }
        return answer(up, checks);
    }

    private static ResponseEntity<Health> answer(boolean up, Map<String, String> checks) {
        return ResponseEntity.status(up ? 200 : 503).body(new Health(up ? "up" : "down", checks));
    }
}
