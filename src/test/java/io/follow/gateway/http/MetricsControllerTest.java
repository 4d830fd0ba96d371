package io.follow.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.settings.GatewayProperties.Metrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.ResponseEntity;

class MetricsControllerTest {

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    @BeforeEach
    void count() {
        registry.counter("jobs").increment();
    }

    @Test
    void servesTheMetricsWhereTheyArePublic() {
        // when
        ResponseEntity<Object> answer = new MetricsController(registry, Metrics.PUBLIC).scrape();

        // then
        assertThat(answer.getStatusCode().value()).isEqualTo(200);
        assertThat(answer.getBody()).asString().contains("jobs_total 1.0");
    }

    @Test
    void hasNoSuchPathOtherwise() {
        // when
        ResponseEntity<Object> answer = new MetricsController(registry, Metrics.MANAGEMENT).scrape();

        // then
        assertThat(answer.getStatusCode().value()).isEqualTo(404);
        assertThat(answer.getBody()).hasToString("{code=NOT_FOUND, message=Not Found}");
    }
}
