package io.follow.gateway.component.streams;

import static io.follow.gateway.component.streams.StreamsFixture.JOBS;
import static io.follow.gateway.component.streams.StreamsFixture.RESULTS;
import static io.follow.gateway.component.streams.StreamsFixture.eventually;
import static io.follow.gateway.component.streams.StreamsFixture.from;
import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.component.streams.read.WorkerSlot;
import io.follow.gateway.testing.ValkeyExtension;
import io.follow.gateway.testing.ValkeyServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.camel.Exchange;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Jobs whose worker does not come back from a step. */
@ExtendWith(ValkeyExtension.class)
class AbandonedJobIT {

    private static final int TIMEOUT_SECONDS = 30;

    private StreamsFixture streams;
    private final BlockingQueue<WorkerSlot> hanging = new LinkedBlockingQueue<>();
    private final CompletableFuture<Void> release = new CompletableFuture<>();
    private final List<String> done = new CopyOnWriteArrayList<>();
    private final List<String> failed = new CopyOnWriteArrayList<>();
    private final List<String> cameBack = new CopyOnWriteArrayList<>();

    @BeforeEach
    void open(ValkeyServer valkey) throws Exception {
        streams = new StreamsFixture(valkey);
    }

    @AfterEach
    void close() {
        release.complete(null);
        streams.close();
    }

    private void startWith(String options) throws Exception {
        streams.camel
                .getCamelContextExtension()
                .getContextPlugin(HealthCheckRegistry.class)
                .setEnabled(true);
        streams.start(route -> {
            route.onException(TimeoutException.class)
                    .handled(true)
                    .process(exchange -> failed.add(name(exchange)))
                    .process(exchange -> exchange.getMessage().setBody(Map.of("failed", name(exchange))))
                    .to("valkey-streams:" + RESULTS + "?settle=true");
            route.from(from("acknowledge=SETTLE&minIdleTime=300&" + options))
                    .process(this::hangIfToldTo)
                    .process(exchange -> done.add(name(exchange)))
                    .to("valkey-streams:" + RESULTS + "?settle=true");
        });
    }

    private static String name(Exchange exchange) {
        return String.valueOf(exchange.getMessage().getBody(Map.class).get("name"));
    }

    private void hangIfToldTo(Exchange exchange) throws TimeoutException {
        if (name(exchange).startsWith("hangs")) {
            hanging.add(Objects.requireNonNull(WorkerSlot.current()));
            release.join();
            cameBack.add(name(exchange));
            throw new TimeoutException("it took too long");
        }
    }

    private void abandonNext() throws InterruptedException {
        WorkerSlot slot = Objects.requireNonNull(hanging.poll(TIMEOUT_SECONDS, TimeUnit.SECONDS));
        slot.abandonJob(new TimeoutException("it takes too long"));
    }

    @Test
    void areEndedByTheErrorHandlerOfTheirRouteAndNeverRunAgain() throws Exception {
        // given
        startWith("concurrentConsumers=2");
        streams.add("hangs");

        // when
        abandonNext();

        // then
        eventually(() -> streams.entries(RESULTS).size() == 1);
        assertThat(streams.entries(RESULTS).get(0).getBody()).isEqualTo(Map.of("failed", "hangs"));
        assertThat(streams.entries(JOBS)).isEmpty();
        assertThat(streams.pending()).isEmpty();

        // when others follow, for several times the claim time
        for (int i = 0; i < 20; i++) {
            streams.add("sound");
            int count = i + 1;
            eventually(() -> done.size() == count);
        }

        // then the other worker has done them
        assertThat(failed).containsExactly("hangs");
        assertThat(hanging).isEmpty();
    }

    @Test
    void endOnceAlsoWhenTheirWorkerComesBackAndThenTakesPartAgain() throws Exception {
        // given
        startWith("concurrentConsumers=1");
        streams.add("hangs");
        abandonNext();
        eventually(() -> streams.entries(RESULTS).size() == 1);
        streams.add("sound");

        // when
        release.complete(null);

        // then
        eventually(
                () -> done.equals(List.of("sound")) && streams.entries(RESULTS).size() == 2);
        assertThat(cameBack).containsExactly("hangs");
        eventually(() -> streams.camel.getInflightRepository().size(routeId()) == 0);
    }

    @Test
    void doNotKeepOthersFromRunningAlone() throws Exception {
        // given one that hangs on its last allowed delivery
        streams.createGroup();
        streams.add("hangs");
        streams.takenBy("dead-worker");
        startWith("concurrentConsumers=2&maxDeliveries=2");
        abandonNext();
        eventually(() -> streams.entries(RESULTS).size() == 1);

        // when another one is on its last delivery
        streams.add("sound");
        eventually(() -> done.equals(List.of("sound")));
        streams.camel.getRouteController().suspendRoute(routeId());
        streams.add("alone");
        streams.takenBy("dead-worker");
        streams.camel.getRouteController().resumeRoute(routeId());

        // then
        eventually(() -> done.equals(List.of("sound", "alone")));
    }

    @Test
    void doNotHoldUpAShutdown() throws Exception {
        // given
        startWith("concurrentConsumers=2");
        streams.add("hangs");
        abandonNext();
        eventually(() -> streams.entries(RESULTS).size() == 1);
        long begun = System.nanoTime();

        // when
        streams.camel.stop();

        // then: within half of the time that a shutdown may take
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void makeTheirConsumerUnreadyOnceAllItsWorkersHang() throws Exception {
        // given
        startWith("concurrentConsumers=2");
        streams.add("hangs 1");
        abandonNext();
        eventually(() -> failed.size() == 1);
        eventually(this::isReady);

        // when
        streams.add("hangs 2");
        abandonNext();

        // then
        eventually(() -> !isReady());
        release.complete(null);
        eventually(this::isReady);
    }

    private boolean isReady() {
        return HealthCheckHelper.invokeReadiness(streams.camel).stream()
                .filter(result -> result.getCheck().getId().startsWith("reader-ready"))
                .allMatch(result -> result.getState() == HealthCheck.State.UP);
    }

    private String routeId() {
        return streams.camel.getRoutes().get(0).getRouteId();
    }
}
