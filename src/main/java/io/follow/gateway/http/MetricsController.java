package io.follow.gateway.http;

import io.follow.gateway.settings.GatewayProperties;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /metrics} on the HTTP port, for those who have chosen to publish them; otherwise there is no such path. */
@RestController
class MetricsController {

    /** The text format of Prometheus, which every version of it reads. */
    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry;
    private final boolean isPublic;

    @Autowired
    MetricsController(PrometheusMeterRegistry registry, GatewayProperties properties) {
        this(registry, properties.metrics());
    }

    MetricsController(PrometheusMeterRegistry registry, GatewayProperties.Metrics served) {
        this.registry = registry;
        this.isPublic = served == GatewayProperties.Metrics.PUBLIC;
    }

    @GetMapping("/metrics")
    ResponseEntity<Object> scrape() {
        if (isPublic) {
            return ResponseEntity.ok()
                    .contentType(MediaType.parseMediaType(TEXT))
                    .body(registry.scrape(TEXT));
        }
        Map<String, String> body = new LinkedHashMap<>();
        body.put("code", HttpStatus.NOT_FOUND.name());
        body.put("message", HttpStatus.NOT_FOUND.getReasonPhrase());
        return ResponseEntity.status(HttpStatus.NOT_FOUND)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body);
    }
}
