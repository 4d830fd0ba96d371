package io.follow.gateway.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.follow.gateway.component.streams.ValkeyConnections;
import io.follow.gateway.testing.ValkeyExtension;
import io.follow.gateway.testing.ValkeyServer;
import io.lettuce.core.RedisClient;
import io.lettuce.core.XAddArgs;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ValkeyExtension.class)
class StatusReconcilerIT {

    private static final Instant NOW = Instant.parse("2026-02-24T10:00:00Z");
    private static final String JOB = "1771927000000-0";

    private RedisClient client;
    private RedisCommands<String, String> server;
    private ValkeyConnections connections;
    private StatusReconciler reconciler;

    @BeforeEach
    void open(ValkeyServer valkey) {
        client = RedisClient.create(valkey.uri().toString());
        server = client.connect().sync();
        connections = new ValkeyConnections(client);
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        StatusHash hashes = new StatusHash("status:", "events", Duration.ofHours(1), clock, new ObjectMapper());
        StatusReconciler.Names names = new StatusReconciler.Names("jobs", "results", "status:");
        reconciler = new StatusReconciler(connections, hashes, names, Duration.ofMinutes(2), clock);
    }

    @AfterEach
    void close() {
        connections.close();
        client.shutdown(0, 1, TimeUnit.SECONDS);
    }

    private void hash(String stage, String updatedAt) {
        server.hset("status:a", Map.of("stage", stage, "job_id", JOB, "updated_at", updatedAt, "progress", "30"));
    }

    @Test
    void copiesTheEndThatTheResultTells() throws Exception {
        // given: hundreds of other results before the one that counts
        hash("decoding", "2026-02-24T09:50:00Z");
        for (int i = 1; i <= 600; i++) {
            server.xadd("results", new XAddArgs().id("1771927000001-" + i), Map.of("job_id", "1-" + i));
        }
        server.xadd(
                "results",
                new XAddArgs().id("1771927000002-0"),
                Map.of("job_id", JOB, "status", "failed", "error_code", "DECODE_FAILED", "error_message", "broken"));

        // when
        int mended = reconciler.reconcile();

        // then
        assertThat(mended).isEqualTo(1);
        assertThat(server.hgetall("status:a"))
                .containsEntry("stage", "failed")
                .containsEntry("progress", "-1")
                .containsEntry("error_code", "DECODE_FAILED")
                .containsEntry("error", "broken")
                .containsEntry("job_id", JOB);
        assertThat(server.pttl("status:a")).isPositive();
    }

    @Test
    void deletesTheHashOfAJobThatIsGoneWithoutAResult() throws Exception {
        hash("uploading", "2026-02-24T09:50:00Z");
        assertThat(reconciler.reconcile()).isEqualTo(1);
        assertThat(server.exists("status:a")).isZero();
    }

    @Test
    void leavesTheHashOfAJobInTheStreamAlone() throws Exception {
        hash("decoding", "2026-02-24T09:50:00Z");
        server.xadd("jobs", new XAddArgs().id(JOB), Map.of("image_id", "a"));
        assertThat(reconciler.reconcile()).isZero();
        assertThat(server.hget("status:a", "stage")).isEqualTo("decoding");
    }

    @Test
    void leavesEndsAndFreshAndQueuedHashesAlone() throws Exception {
        for (String stage : new String[] {"done", "failed", "queued"}) {
            hash(stage, "2026-02-24T09:50:00Z");
            assertThat(reconciler.reconcile()).isZero();
        }
        hash("decoding", "2026-02-24T09:59:30Z");
        assertThat(reconciler.reconcile()).isZero();
        assertThat(server.exists("status:a")).isEqualTo(1);
    }

    @Test
    void passesOverAKeyThatIsNoHash() throws Exception {
        // given
        server.set("status:b", "not a hash");
        hash("uploading", "2026-02-24T09:50:00Z");

        // when // then
        assertThat(reconciler.reconcile()).isEqualTo(1);
        assertThat(server.exists("status:a")).isZero();
        assertThat(server.get("status:b")).isEqualTo("not a hash");
    }
}
