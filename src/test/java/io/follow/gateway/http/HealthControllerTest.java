package io.follow.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.job.ErrorCode;
import io.follow.gateway.job.JobException;
import io.follow.gateway.routing.StartFailures;
import io.follow.gateway.storage.StoreCircuitBreaker;
import io.follow.gateway.storage.Stores;
import io.follow.gateway.testing.FixedPipelines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.impl.engine.DefaultSupervisingRouteController;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.ResponseEntity;

class HealthControllerTest {

    private final CamelContext camel = new DefaultCamelContext();
    private final StartFailures failures = new StartFailures();
    private final StoreCircuitBreaker stores = new StoreCircuitBreaker(1, Runnable::run);
    private final HealthController health =
            new HealthController(camel, failures, FixedPipelines.of(1, "image", "avatars"), stores);

    @AfterEach
    void stop() {
        camel.stop();
    }

    /** What a reader says of itself. */
    private static final class Reader extends AbstractHealthCheck {

        private final boolean alive;

        Reader(String route, boolean alive) {
            super("camel", "reader-alive:" + route);
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
        assertThat(health.ready(null).getStatusCode().value()).isEqualTo(503);

        // when
        camel.start();
        assertThat(health.ready(null).getStatusCode().value()).isEqualTo(200);
        camel.stop();

        // then
        assertThat(health.live().getStatusCode().value()).isEqualTo(200);
        assertThat(health.ready(null).getStatusCode().value()).isEqualTo(503);
    }

    private void start(Reader... readers) {
        camel.start();
        HealthCheckRegistry registry = HealthCheckRegistry.get(camel);
        List.of(readers).forEach(registry::register);
    }

    @Test
    void isReadyWhileAnotherPipelineIsPaused() {
        // given
        start(new Reader("image", true), new Reader("avatars", false));

        // when
        ResponseEntity<HealthController.Health> whole = health.ready(null);

        // then
        assertThat(whole.getStatusCode().value()).isEqualTo(200);
        assertThat(whole.getBody().pipelines()).containsEntry("image", "up").containsEntry("avatars", "paused: down");
        assertThat(health.ready("image").getStatusCode().value()).isEqualTo(200);
        assertThat(health.ready("avatars").getStatusCode().value()).isEqualTo(503);
        assertThat(health.ready("videos").getStatusCode().value()).isEqualTo(404);
    }

    @Test
    void isNotReadyWhileTheFirstPipelineIsPaused() {
        start(new Reader("image", false), new Reader("avatars", true));

        assertThat(health.ready(null).getStatusCode().value()).isEqualTo(503);
        assertThat(health.ready("avatars").getStatusCode().value()).isEqualTo(200);
    }

    @Test
    void saysThatAPipelineIsPausedOverItsStore(@TempDir Path folder) throws IOException {
        // given: a store of one pipeline that cannot be written to
        start();
        Path inTheWay = Files.writeString(folder.resolve("store"), "no folder");
        stores.suspect(
                "avatars",
                new Stores().open(inTheWay.toString()),
                new JobException(ErrorCode.STORAGE_UPLOAD_FAILED, "no such store"));

        assertThat(health.ready(null).getBody().pipelines().get("avatars")).startsWith("paused: ");
        assertThat(health.ready(null).getStatusCode().value()).isEqualTo(200);
    }

    @Test
    void isNotReadyBeforeItsRoutesHaveBeenStarted() {
        // given: routes that start a minute after the context
        DefaultSupervisingRouteController controller = new DefaultSupervisingRouteController();
        controller.setInitialDelay(60_000);
        camel.setRouteController(controller);

        // when
        camel.start();

        // then
        assertThat(health.ready(null).getStatusCode().value()).isEqualTo(503);
        assertThat(health.live().getStatusCode().value()).isEqualTo(200);
    }

    @Test
    void isAliveAsLongAsItsReadersAre() {
        camel.start();
        HealthCheckRegistry registry = HealthCheckRegistry.get(camel);
        registry.register(new Reader("image", false));

        assertThat(health.live().getStatusCode().value()).isEqualTo(503);
    }

    /** As Camel's check of a route that a reload removes while it is asked. */
    private static final class Vanishing extends AbstractHealthCheck {

        private int calls;

        Vanishing() {
            super("camel", "route:vanishing");
        }

        @Override
        public boolean isLiveness() {
            return true;
        }

        @Override
        protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
            calls++;
            if (calls % 2 == 1) {
                throw new IllegalStateException("the route has no status");
            }
            builder.up();
        }
    }

    @Test
    void answersWhileARouteIsReloaded() {
        // given
        camel.start();
        HealthCheckRegistry.get(camel).register(new Vanishing());

        // then
        assertThat(health.ready(null).getStatusCode().value()).isEqualTo(200);
        assertThat(health.live().getStatusCode().value()).isEqualTo(200);
    }
}
