package io.follow.gateway.component.streams.write;

import static io.follow.gateway.component.streams.StreamsFixture.GROUP;
import static io.follow.gateway.component.streams.StreamsFixture.JOBS;
import static io.follow.gateway.component.streams.StreamsFixture.RESULTS;
import static io.follow.gateway.component.streams.StreamsFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.component.streams.StreamsFixture;
import io.follow.gateway.component.streams.client.ValkeyConnections;
import io.follow.gateway.component.streams.entry.AlsoWrite;
import io.follow.gateway.component.streams.entry.Delivery;
import io.follow.gateway.component.streams.entry.HashWrite;
import io.follow.gateway.component.streams.entry.SettleOutcome;
import io.follow.gateway.component.streams.entry.Settlement;
import io.follow.gateway.testing.ValkeyExtension;
import io.follow.gateway.testing.ValkeyServer;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XReadArgs;
import io.lettuce.core.XReadArgs.StreamOffset;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Somebody deletes the entry of a job that a worker has in hand. */
@ExtendWith(ValkeyExtension.class)
class SettleGoneIT {

    private static final String STATE = "state:1";
    private static final Settler.Targets TARGETS = new Settler.Targets(RESULTS, null);

    private StreamsFixture streams;
    private ValkeyConnections connections;
    private Delivery delivery;

    @BeforeEach
    void anEntryInWorkThatIsDeleted(ValkeyServer valkey) throws Exception {
        streams = new StreamsFixture(valkey);
        connections = streams.connections();
        String id = streams.inWork("a", "me");
        streams.server.xdel(JOBS, id);
        delivery = new Delivery(JOBS, GROUP, "me", id, 1, Map.of("name", "a"), true);
    }

    @AfterEach
    void close() {
        connections.close();
        streams.close();
    }

    private Settlement settlement() {
        Map<String, String> fields = Map.of("stage", "done", "job_id", delivery.entryId());
        HashWrite state = new HashWrite(STATE, "job_id", fields, Duration.ofHours(1), "events", "{}");
        return new Settlement(Map.of("status", "processed"), null, AlsoWrite.of(state));
    }

    @Test
    void neitherAResultNorAStateIsLeft() throws Exception {
        // given
        streams.server.xadd(RESULTS, Map.of("status", "earlier"));

        // when
        SettleOutcome outcome = new Settler(connections).settle(delivery, TARGETS, settlement());

        // then
        assertThat(outcome).isEqualTo(SettleOutcome.GONE);
        assertThat(streams.entries(RESULTS)).singleElement().satisfies(entry -> assertThat(entry.getBody())
                .containsEntry("status", "earlier"));
        assertThat(streams.server.exists(STATE)).isZero();
    }

    @Test
    @SuppressWarnings("unchecked")
    void whoWaitsForResultsSeesOnlyTheNextOne() throws Exception {
        try (StatefulRedisConnection<String, String> waiting = streams.client.connect()) {
            // given
            RedisFuture<List<StreamMessage<String, String>>> seen =
                    waiting.async().xread(XReadArgs.Builder.block(10_000), StreamOffset.from(RESULTS, "0-0"));
            eventually(() -> streams.server.clientList().contains("flags=b"));

            // when
            new Settler(connections).settle(delivery, TARGETS, settlement());
            String next = streams.server.xadd(RESULTS, Map.of("status", "next"));

            // then
            assertThat(seen.get(10, TimeUnit.SECONDS))
                    .extracting(StreamMessage::getId)
                    .containsExactly(next);
        }
    }

    @Test
    void resultIsNotTriedByAUserWhoMayNotTakeItBack(ValkeyServer valkey) throws Exception {
        // given
        valkey.command("ACL", "SETUSER", "clerk", "reset", "on", ">secret", "~*", "&*", "+@all", "-xdel");
        valkey.command("ACL", "SETUSER", "clerk", "(+xdel ~" + JOBS + ")");
        RedisClient client = RedisClient.create("redis://clerk:secret@127.0.0.1:" + valkey.port());
        try (ValkeyConnections clerk = new ValkeyConnections(client)) {
            // when
            SettleOutcome outcome = new Settler(clerk).settle(delivery, TARGETS, settlement());

            // then
            assertThat(outcome).isEqualTo(SettleOutcome.GONE);
            assertThat(streams.server.exists(RESULTS)).isZero();
        } finally {
            client.shutdown(0, 1, TimeUnit.SECONDS);
            valkey.command("ACL", "DELUSER", "clerk");
        }
    }
}
