package io.follow.gateway.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.follow.gateway.pipeline.Pipeline;
import io.follow.gateway.pipeline.PipelineNaming;
import io.follow.gateway.pipeline.Pipelines;
import io.follow.gateway.routing.StartFailures;
import io.follow.gateway.storage.StoreCircuitBreaker;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /health} is the liveness probe: an outage of the server or a store does not affect it. {@code /health/ready}
 * is the readiness probe: whether the gateway can process jobs now, or take them in if it reads none, and if not, why. It is
 * up when the pipeline {@value PipelineNaming#IMAGE}, or, without that one, any pipeline can work.
 */
@RestController
class HealthController {

    private static final Logger LOG = LoggerFactory.getLogger(HealthController.class);

    /** Camel's own check is down during startup and shutdown, which does not justify a restart. */
    private static final String CONTEXT = "context";

    /** Of a route whose consumer cannot start, Camel has two checks. */
    private static final Pattern OF_ROUTE = Pattern.compile("(?:route|consumer):(.*)");

    /** The checks of what only the pipeline {@value PipelineNaming#IMAGE} needs. */
    private static final Set<String> OF_IMAGE = Set.of("source-store", "target-store", "intake");

    private static final String UP = "up";

    private final CamelContext camel;
    private final StartFailures failures;
    private final Pipelines pipelines;
    private final StoreCircuitBreaker stores;

    HealthController(CamelContext camel, StartFailures failures, Pipelines pipelines, StoreCircuitBreaker stores) {
        this.camel = camel;
        this.failures = failures;
        this.pipelines = pipelines;
        this.stores = stores;
    }

    /** The overall state, that of each dependency, and that of each pipeline. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Health(String status, Map<String, String> checks, Map<String, String> pipelines) {}

    /**
     * What a check found.
     *
     * @param ok whether jobs can be processed as far as it is concerned
     * @param text {@code up}, perhaps with a remark, or what is wrong
     */
    private record Finding(boolean ok, String text) {}

    @GetMapping("/health")
    ResponseEntity<Health> live() {
        Map<String, Finding> checks = findings(asked(() -> HealthCheckHelper.invokeLiveness(camel, "full")).stream()
                .filter(result -> !CONTEXT.equals(result.getCheck().getId()))
                .toList());
        return answer(areUp(checks), checks, Map.of());
    }

    /** @param only the name of the one pipeline that is meant, or null for the whole */
    @GetMapping("/health/ready")
    ResponseEntity<Health> ready(@RequestParam(name = "pipeline", required = false) @Nullable String only) {
        // Routes start after the context, one by one.
        if (!camel.isStarted() || camel.getRouteController().isStartingRoutes()) {
            return answer(false, Map.of("routes", new Finding(false, "starting or stopping")), Map.of());
        }
        Map<String, Finding> checks = findings(asked(() -> HealthCheckHelper.invokeReadiness(camel, "full")));
        List<Pipeline> running = pipelines.running();
        Map<String, String> states = new LinkedHashMap<>();
        running.forEach(pipeline -> states.put(pipeline.name(), stateOf(pipeline, checks)));
        boolean shared = areUp(shared(checks, running));
        if (only != null) {
            String state = states.get(only);
            return state == null
                    ? ResponseEntity.status(404)
                            .body(new Health("found no pipeline with that name here", Map.of(), states))
                    : answer(state.equals(UP) && shared, checks, states);
        }
        boolean imageWorks = states.getOrDefault(PipelineNaming.IMAGE, UP).equals(UP);
        boolean oneWorks = states.isEmpty() || states.containsValue(UP);
        return answer(imageWorks && oneWorks && shared, checks, states);
    }

    /** Asks once more if it fails: Camel's check of a route has no status when a reload removes the route at that moment. */
    private static Collection<HealthCheck.Result> asked(Supplier<Collection<HealthCheck.Result>> checks) {
        try {
            return checks.get();
        } catch (RuntimeException e) {
            LOG.debug("A health check failed and is repeated", e);
            return checks.get();
        }
    }

    private String stateOf(Pipeline pipeline, Map<String, Finding> checks) {
        for (Map.Entry<String, Finding> check : checks.entrySet()) {
            if (belongsTo(pipeline, check.getKey()) && !check.getValue().ok()) {
                return "paused: " + check.getValue().text();
            }
        }
        String closed = stores.closedBecause(pipeline.name());
        if (closed != null) {
            return "paused: " + closed;
        }
        String intake = stores.intakeClosedBecause(pipeline.name());
        return intake == null ? UP : "paused: uploads and dropped files are rejected: " + intake;
    }

    /** Those that concern every pipeline. */
    private static Map<String, Finding> shared(Map<String, Finding> checks, List<Pipeline> running) {
        Map<String, Finding> shared = new LinkedHashMap<>(checks);
        shared.keySet().removeAll(OF_IMAGE);
        running.forEach(pipeline -> shared.keySet().removeIf(id -> belongsTo(pipeline, id)));
        return shared;
    }

    private static boolean belongsTo(Pipeline pipeline, String id) {
        return id.endsWith(":" + pipeline.routeId())
                || (pipeline.name().equals(PipelineNaming.IMAGE) && OF_IMAGE.contains(id));
    }

    private static boolean areUp(Map<String, Finding> checks) {
        return checks.values().stream().allMatch(Finding::ok);
    }

    private Map<String, Finding> findings(Collection<HealthCheck.Result> results) {
        Map<String, Finding> findings = new LinkedHashMap<>();
        results.forEach(result -> findings.put(result.getCheck().getId(), finding(result)));
        return findings;
    }

    private Finding finding(HealthCheck.Result result) {
        if (result.getState() == HealthCheck.State.UP) {
            return new Finding(
                    true, result.getMessage().map(text -> UP + ", " + text).orElse(UP));
        }
        String tolerated = tolerated(result.getCheck().getId());
        return tolerated == null
                ? new Finding(false, result.getMessage().orElse("down"))
                : new Finding(true, "not started: " + tolerated);
    }

    /** Why a route could not start, if it waits for something outside; then it does not keep the others from work. */
    private @Nullable String tolerated(String check) {
        Matcher route = OF_ROUTE.matcher(check);
        return route.matches() ? failures.tolerated(route.group(1)) : null;
    }

    private static ResponseEntity<Health> answer(
            boolean up, Map<String, Finding> checks, Map<String, String> pipelines) {
        Map<String, String> texts = new LinkedHashMap<>();
        checks.forEach((id, finding) -> texts.put(id, finding.text()));
        return ResponseEntity.status(up ? 200 : 503).body(new Health(up ? UP : "down", texts, pipelines));
    }
}
