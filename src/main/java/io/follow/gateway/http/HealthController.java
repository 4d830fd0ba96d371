package io.follow.gateway.http;

import io.follow.gateway.routing.StartFailures;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.jspecify.annotations.Nullable;
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

    /** Of a route whose consumer cannot start, Camel has two checks. */
    private static final Pattern OF_ROUTE = Pattern.compile("(?:route|consumer):(.*)");

    private final CamelContext camel;
    private final StartFailures failures;

    HealthController(CamelContext camel, StartFailures failures) {
        this.camel = camel;
        this.failures = failures;
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

    private ResponseEntity<Health> answer(Collection<HealthCheck.Result> results) {
        Map<String, String> checks = new LinkedHashMap<>();
        boolean up = true;
        for (HealthCheck.Result result : results) {
            String id = result.getCheck().getId();
            String tolerated = tolerated(id);
            boolean ok = result.getState() == HealthCheck.State.UP;
            up &= ok || tolerated != null;
            String message =
                    result.getMessage().map(text -> ok ? "up, " + text : text).orElse(ok ? "up" : "down");
            checks.put(id, ok || tolerated == null ? message : "not started: " + tolerated);
        }
        return answer(up, checks);
    }

    /** A route that waits for something outside does not keep the others from work; null where it is another reason. */
    private @Nullable String tolerated(String check) {
        Matcher route = OF_ROUTE.matcher(check);
        return route.matches() ? failures.tolerated(route.group(1)) : null;
    }

    private static ResponseEntity<Health> answer(boolean up, Map<String, String> checks) {
        return ResponseEntity.status(up ? 200 : 503).body(new Health(up ? "up" : "down", checks));
    }
}
