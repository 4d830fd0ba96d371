package io.follow.gateway.component.streams.write;

import static io.follow.gateway.component.streams.StreamsFixture.JOBS;
import static io.follow.gateway.component.streams.StreamsFixture.RESULTS;
import static io.follow.gateway.component.streams.StreamsFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.follow.gateway.component.streams.StreamsFixture;
import io.follow.gateway.component.streams.client.Script;
import io.follow.gateway.component.streams.client.ValkeyConnections;
import io.follow.gateway.testing.ValkeyExtension;
import io.follow.gateway.testing.ValkeyServer;
import io.lettuce.core.RedisClient;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.camel.health.HealthCheckHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether jobs can be ended on a server is known before the first one is read. */
@ExtendWith(ValkeyExtension.class)
class SettleSelfTestIT {

    private StreamsFixture streams;
    private RedisClient client;
    private ValkeyConnections connections;
    private SettleSelfTest trial;

    @BeforeEach
    void open(ValkeyServer valkey) throws Exception {
        streams = new StreamsFixture(valkey);
        valkey.command("ACL", "SETUSER", "worker", "reset", "on", ">secret", "~*", "&*", "+@all");
        client = RedisClient.create("redis://worker:secret@127.0.0.1:" + valkey.port());
        connections = new ValkeyConnections(client);
        trial = new SettleSelfTest(connections, JOBS, "me");
    }

    @AfterEach
    void close(ValkeyServer valkey) {
        connections.close();
        client.shutdown(0, 1, TimeUnit.SECONDS);
        valkey.command("ACL", "DELUSER", "worker");
        streams.close();
    }

    @Test
    void worksAndLeavesNoKeyBehind() throws Exception {
        // when
        trial.run();
        trial.run();

        // then
        assertThat(streams.server.keys("*")).isEmpty();
    }

    @Test
    void failsOnAServerThatIsFull() throws Exception {
        try (ValkeyServer full = ValkeyServer.start("--maxmemory", "1")) {
            assertThatThrownBy(() -> runOn(full)).hasMessageStartingWith("OOM");
            assertThat(full.command("DBSIZE")).isEqualTo("0");
        }
    }

    @Test
    void failsOnAServerThatTakesNoWrites() throws Exception {
        try (ValkeyServer replica = ValkeyServer.start("--replicaof", "127.0.0.1 1")) {
            assertThatThrownBy(() -> runOn(replica)).hasMessageStartingWith("READONLY");
        }
    }

    private static void runOn(ValkeyServer server) throws Exception {
        try (StreamsFixture other = new StreamsFixture(server);
                ValkeyConnections own = new ValkeyConnections(other.client)) {
            new SettleSelfTest(own, JOBS, "me").run();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"xadd", "xack", "xdel", "hset", "pexpire", "xrange", "xpending", "type", "hget", "del"})
    void isLeftOutWithoutACommandAndLeavesNoKeyBehind(String command, ValkeyServer valkey) {
        // given
        valkey.command("ACL", "SETUSER", "worker", "-" + command);

        // when // then
        assertThatCode(trial::run).doesNotThrowAnyException();
        assertThat(streams.server.keys("*")).isEmpty();
    }

    @Test
    void isLeftOutWhereOnlyTheKeysOfTheJobsMayBeUsed(ValkeyServer valkey) {
        // given
        valkey.command("ACL", "SETUSER", "worker", "resetkeys", "~" + JOBS, "~" + RESULTS);

        // when // then
        assertThatCode(trial::run).doesNotThrowAnyException();
    }

    @Test
    void keysThatWereLeftBehindPassByThemselves() throws Exception {
        // given
        List<String> keys = List.of("1", "2", "3", "4");

        // when: begun, and never ended
        connections.call(server -> Script.TRIAL_BEGIN.run(server, keys, List.of("group", "me", "60000")));

        // then
        assertThat(keys).allSatisfy(key -> assertThat(streams.server.pttl(key)).isBetween(1L, 60_000L));
    }

    @Test
    void saysWhatIsMissingWhereNothingWasSettled() throws Exception {
        // given
        List<String> keys = List.of("1", "2", "3", "4");
        Object begun =
                connections.call(server -> Script.TRIAL_BEGIN.run(server, keys, List.of("group", "me", "60000")));
        String id = String.valueOf(((List<?>) begun).get(0));

        // when
        Object wrong = connections.call(server -> Script.TRIAL_END.run(server, keys, List.of("group", id)));

        // then
        assertThat((List<?>) wrong)
                .map(String::valueOf)
                .containsExactly(
                        "the entry was not deleted",
                        "the entry was not acknowledged",
                        "no result was added",
                        "no dead letter was added",
                        "the state was not written");
        assertThat(streams.server.keys("*")).isEmpty();
    }

    @Test
    void nothingIsReadFromAServerOnWhichItDoesNotWork() throws Exception {
        // given: what only the trial needs of this route, which writes no state
        try (ValkeyServer other = ValkeyServer.start("--rename-command", "HGET", "");
                StreamsFixture fixture = new StreamsFixture(other)) {
            fixture.add("a");

            // when
            fixture.start(routes -> routes.from(StreamsFixture.from("acknowledge=SETTLE"))
                    .routeId("jobs")
                    .setBody(exchange -> Map.of("name", "result"))
                    .to("valkey-streams:" + RESULTS + "?settle=true"));

            // then
            eventually(() -> HealthCheckHelper.invokeReadiness(fixture.camel, "full").stream()
                    .anyMatch(result -> String.valueOf(result.getMessage()).contains("acl_check_cmd")));
            assertThat(fixture.server.xinfoGroups(JOBS)).isEmpty();
            assertThat(fixture.entries(JOBS)).hasSize(1);
        }
    }
}
