package io.follow.gateway.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.util.Map;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TracingTest {

    private final DefaultCamelContext camel = new DefaultCamelContext();

    @AfterEach
    void close() throws IOException {
        camel.close();
    }

    @Test
    void addsNothingToTheRoutesWhileItIsOff() throws Exception {
        // given
        int before = camel.getCamelContextExtension().getInterceptStrategies().size();

        // when
        try (Tracing tracing = new Tracing(new TracingSettings(Map.of()))) {
            tracing.install(camel);
        }

        // then
        assertThat(camel.getCamelContextExtension().getInterceptStrategies()).hasSize(before);
        assertThat(camel.getRoutePolicyFactories()).isEmpty();
    }

    @Test
    void tellsInOneLineWhatCannotBeUsed() {
        // given
        Tracing tracing = new Tracing(new TracingSettings(Map.of("otel.traces.exporter", "carrier-pigeon")));

        // when, then
        assertThatIllegalStateException()
                .isThrownBy(() -> tracing.install(camel))
                .withMessageContaining("OTEL_")
                .withMessageContaining("carrier-pigeon")
                .withMessageNotContaining("\n");
    }
}
