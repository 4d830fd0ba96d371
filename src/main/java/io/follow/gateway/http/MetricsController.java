package io.follow.gateway.http;

import io.follow.gateway.settings.GatewayProperties;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
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

    /** Null where nothing is published. */
    private final @Nullable PrometheusMeterRegistry published;

    /** @param registry there is none in a test of Spring Boot, which exports no metrics */
    @Autowired
    MetricsController(ObjectProvider<PrometheusMeterRegistry> registry, GatewayProperties properties) {
        this(registry.getIfAvailable(), properties.metrics());
    }

    MetricsController(@Nullable PrometheusMeterRegistry registry, GatewayProperties.Metrics served) {
        this.published = served == GatewayProperties.Metrics.PUBLIC ? registry : null;
    }

    @GetMapping("/metrics")
    ResponseEntity<Object> scrape() {
        if (published != null) {
            return ResponseEntity.ok()
                    .contentType(MediaType.parseMediaType(TEXT))
                    .body(published.scrape(TEXT));
        }
        Map<String, String> body = new LinkedHashMap<>();
        body.put("code", HttpStatus.NOT_FOUND.name());
        body.put("message", HttpStatus.NOT_FOUND.getReasonPhrase());
        return ResponseEntity.status(HttpStatus.NOT_FOUND)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body);
    }
}
