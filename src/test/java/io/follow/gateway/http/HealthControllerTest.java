package io.follow.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.routing.StartFailures;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HealthControllerTest {

    private final CamelContext camel = new DefaultCamelContext();
    private final StartFailures failures = new StartFailures();
    private final HealthController health = new HealthController(camel, failures);

    @AfterEach
    void stop() {
        camel.stop();
    }

    /** What a reader says of itself. */
    private static final class Reader extends AbstractHealthCheck {

        private final boolean alive;

        Reader(boolean alive) {
            super("camel", "reader-alive:jobs");
            this.alive = alive;
        }

        @Override
        public boolean isLiveness() {
            return true;
        }

        @Override
        protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
            builder.state(alive ? State.UP : State.DOWN);
        }
    }

    @Test
    void isAliveButNotReadyWhileItStartsAndWhileItStops() {
        // given: routes have not been started yet
        assertThat(health.live().getStatusCode().value()).isEqualTo(200);
        assertThat(health.ready().getStatusCode().value()).isEqualTo(503);

        // when
        camel.start();
        assertThat(health.ready().getStatusCode().value()).isEqualTo(200);
        camel.stop();

        // then
        assertThat(health.live().getStatusCode().value()).isEqualTo(200);
        assertThat(health.ready().getStatusCode().value()).isEqualTo(503);
    }

    @Test
    void isAliveAsLongAsItsReadersAre() {
        camel.start();
        HealthCheckRegistry registry = HealthCheckRegistry.get(camel);
        registry.register(new Reader(false));

        assertThat(health.live().getStatusCode().value()).isEqualTo(503);
    }
}
