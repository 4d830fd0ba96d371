package io.follow.gateway.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.follow.gateway.pipeline.Pipeline;
import io.follow.gateway.pipeline.PipelineNaming;
import io.follow.gateway.pipeline.Pipelines;
import io.follow.gateway.storage.StoreCircuitBreaker;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /health} is the liveness probe: an outage of the server or a store does not affect it. {@code /health/ready}
 * is the readiness probe: whether the gateway can process jobs now, and if not, why. It is up when the pipeline
 * {@value PipelineNaming#IMAGE}, or, without that one, any pipeline can work.
 */
@RestController
class HealthController {

    /** Camel's own check is down during startup and shutdown, which does not justify a restart. */
    private static final String CONTEXT = "context";

    /** The checks of what only the pipeline {@value PipelineNaming#IMAGE} needs. */
    private static final Set<String> OF_IMAGE = Set.of("source-store", "target-store");

    private static final String UP = "up";

    private final CamelContext camel;
    private final Pipelines pipelines;
    private final StoreCircuitBreaker stores;

    HealthController(CamelContext camel, Pipelines pipelines, StoreCircuitBreaker stores) {
        this.camel = camel;
        this.pipelines = pipelines;
        this.stores = stores;
    }

    /** The overall state, that of each dependency, and that of each pipeline. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Health(String status, Map<String, String> checks, Map<String, String> pipelines) {}

    @GetMapping("/health")
    ResponseEntity<Health> live() {
        return answer(HealthCheckHelper.invokeLiveness(camel, "full").stream()
                .filter(result -> !CONTEXT.equals(result.getCheck().getId()))
                .toList());
    }

    /** @param only the name of the one pipeline that is meant, or null for the whole */
    @GetMapping("/health/ready")
    ResponseEntity<Health> ready(@RequestParam(name = "pipeline", required = false) @Nullable String only) {
        if (!camel.isStarted()) {
            return answer(false, Map.of("routes", "starting or stopping"), Map.of());
        }
        Map<String, String> checks = checks(HealthCheckHelper.invokeReadiness(camel, "full"));
        List<Pipeline> running = pipelines.running();
        Map<String, String> states = new LinkedHashMap<>();
        running.forEach(pipeline -> states.put(pipeline.name(), stateOf(pipeline, checks)));
        if (only != null) {
            String state = states.get(only);
            return state == null
                    ? ResponseEntity.status(404)
                            .body(new Health("found no pipeline with that name here", Map.of(), states))
                    : answer(state.equals(UP) && areUp(shared(checks, running)), checks, states);
        }
        boolean imageWorks = states.getOrDefault(PipelineNaming.IMAGE, UP).equals(UP);
        boolean oneWorks = states.isEmpty() || states.containsValue(UP);
        return answer(imageWorks && oneWorks && areUp(shared(checks, running)), checks, states);
    }

    private String stateOf(Pipeline pipeline, Map<String, String> checks) {
        for (Map.Entry<String, String> check : checks.entrySet()) {
            if (belongsTo(pipeline, check.getKey()) && !check.getValue().equals(UP)) {
                return "paused: " + check.getValue();
            }
        }
        String closed = stores.closedBecause(pipeline.name());
        return closed == null ? UP : "paused: " + closed;
    }

    /** Those that concern every pipeline. */
    private static Map<String, String> shared(Map<String, String> checks, List<Pipeline> running) {
        Map<String, String> shared = new LinkedHashMap<>(checks);
        shared.keySet().removeAll(OF_IMAGE);
        running.forEach(pipeline -> shared.keySet().removeIf(id -> belongsTo(pipeline, id)));
        return shared;
    }

    private static boolean belongsTo(Pipeline pipeline, String id) {
        return id.endsWith(":" + pipeline.routeId())
                || (pipeline.name().equals(PipelineNaming.IMAGE) && OF_IMAGE.contains(id));
    }

    private static boolean areUp(Map<String, String> checks) {
        return checks.values().stream().allMatch(UP::equals);
    }

    private static ResponseEntity<Health> answer(Collection<HealthCheck.Result> results) {
        Map<String, String> checks = checks(results);
        return answer(areUp(checks), checks, Map.of());
    }

    private static Map<String, String> checks(Collection<HealthCheck.Result> results) {
        Map<String, String> checks = new LinkedHashMap<>();
        for (HealthCheck.Result result : results) {
            boolean ok = result.getState() == HealthCheck.State.UP;
            checks.put(result.getCheck().getId(), ok ? UP : result.getMessage().orElse("down"));
        }
        return checks;
    }

    private static ResponseEntity<Health> answer(
            boolean up, Map<String, String> checks, Map<String, String> pipelines) {
        return ResponseEntity.status(up ? 200 : 503).body(new Health(up ? UP : "down", checks, pipelines));
    }
}
