package io.follow.gateway.component.streams;

import static io.follow.gateway.component.streams.StreamsFixture.GROUP;
import static io.follow.gateway.component.streams.StreamsFixture.JOBS;
import static io.follow.gateway.component.streams.StreamsFixture.eventually;
import static io.follow.gateway.component.streams.StreamsFixture.from;
import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.component.streams.client.RequiredCommand;
import io.follow.gateway.testing.ValkeyExtension;
import io.follow.gateway.testing.ValkeyServer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Routes of a process that reads nothing, beside one that reads everything. */
@ExtendWith(ValkeyExtension.class)
class IdleConsumerIT {

    private StreamsFixture streams;
    private CamelContext idle;
    private final List<Object> seen = new CopyOnWriteArrayList<>();

    @BeforeEach
    void open(ValkeyServer valkey) throws Exception {
        streams = new StreamsFixture(valkey);
        idle = streams.newContext();
    }

    @AfterEach
    void close() {
        idle.stop();
        streams.close();
    }

    private void startIdle(String from, boolean reading) throws Exception {
        ValkeyStreamsComponent component = idle.getComponent("valkey-streams", ValkeyStreamsComponent.class);
        component.setReading(reading);
        component.setPipelineStrategy(new IntakeOfHashes());
        StreamsFixture.start(
                idle, route -> route.from(from).routeId("idle").process(exchange -> seen.add("by the idle one")));
    }

    private Optional<HealthCheck.Result> readiness() {
        return HealthCheckHelper.invokeReadiness(idle, "full").stream()
                .filter(result -> result.getCheck().getId().equals("intake-ready:idle"))
                .findFirst();
    }

    private boolean isReady() {
        return readiness().orElseThrow().getState() == HealthCheck.State.UP;
    }

    @ParameterizedTest
    @CsvSource({"0, true", "4, false"})
    void leavesEntriesToOthersAndDoesNotAppearInTheGroup(int concurrentConsumers, boolean reading) throws Exception {
        // given
        startIdle(from("concurrentConsumers=" + concurrentConsumers), reading);
        streams.add("a");

        // when
        eventually(this::isReady);

        // then
        assertThat(streams.server.xinfoGroups(JOBS)).isEmpty();

        // when
        streams.start(route -> route.from(from("consumer=worker"))
                .process(exchange -> seen.add(exchange.getMessage().getBody())));

        // then
        eventually(() -> streams.entries(JOBS).isEmpty());
        assertThat(seen).containsExactly(Map.of("name", "a"));
        assertThat(streams.server.xinfoConsumers(JOBS, GROUP)).hasSize(1);
        assertThat(HealthCheckHelper.invokeReadiness(idle, "full"))
                .noneMatch(result -> result.getCheck().getId().startsWith("reader-"));
    }

    @Test
    void isNotReadyWithoutThePermissionsOfTheIntakeOfItsPipeline(ValkeyServer valkey) throws Exception {
        // given
        startIdle(from("concurrentConsumers=0&pipeline=photos&permissionCheckInterval=50ms"), true);
        eventually(this::isReady);
        try {
            // when
            valkey.command("ACL", "SETUSER", "default", "-hgetall");

            // then
            eventually(() -> !isReady());
            assertThat(readiness().orElseThrow().getMessage())
                    .contains("NOPERM this user may not HGETALL photos:check");
        } finally {
            valkey.command("ACL", "SETUSER", "default", "+@all");
        }
        eventually(this::isReady);
    }

    @Test
    void suspendingTheRouteChangesNothingForWhatIsTakenIn() throws Exception {
        // given
        startIdle(from("concurrentConsumers=0"), true);
        eventually(this::isReady);

        // when
        idle.getRouteController().suspendRoute("idle");

        // then
        assertThat(isReady()).isTrue();
        idle.getRouteController().resumeRoute("idle");
        assertThat(isReady()).isTrue();
    }

    @Test
    void isNotReadyBeforeTheServerHasAnswered() throws Exception {
        try (ValkeyServer mortal = ValkeyServer.start();
                StreamsFixture onIt = new StreamsFixture(mortal)) {
            // given
            mortal.pause();

            // when
            StreamsFixture.start(onIt.camel, route -> route.from(from("concurrentConsumers=0"))
                    .routeId("idle")
                    .process(exchange -> seen.add("by the idle one")));

            // then
            assertThat(HealthCheckHelper.invokeReadiness(onIt.camel, "full"))
                    .anySatisfy(result -> assertThat(result.getMessage()).contains("not connected yet"));
            mortal.resume();
        }
    }

    @Test
    void subscribersHaveNothingToBeReadyFor() throws Exception {
        startIdle(from("pipeline=photos&subscription=webhook:crm&deleteEntries=false"), false);

        assertThat(idle.getRoute("idle").getConsumer()).isInstanceOf(IdleConsumer.class);
        assertThat(readiness()).isEmpty();
    }

    private record IntakeOfHashes() implements PipelineStrategy {

        @Override
        public Names namesOf(String pipeline) {
            return PipelineStrategy.plain(pipeline);
        }

        @Override
        public List<RequiredCommand> requiredCommandsOfIntake(Intake intake) {
            return intake.pipeline() == null
                    ? List.of()
                    : List.of(RequiredCommand.onKey("HGETALL", intake.pipeline() + ":check"));
        }
    }
}
