package io.follow.gateway.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.follow.gateway.component.streams.client.ValkeyConnections;
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
        reconciler = new StatusReconciler(connections, hashes, names);
    }

    @AfterEach
    void close() {
        connections.close();
        client.shutdown(0, 1, TimeUnit.SECONDS);
    }

    private void hash(String stage, String updatedAt) {
        server.hset("status:a", Map.of("stage", stage, "job_id", JOB, "updated_at", updatedAt, "progress", "30"));
        server.hset("jobs:states", JOB, "status:a");
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
    void leavesEndsAndQueuedHashesAlone() throws Exception {
        for (String stage : new String[] {"done", "failed", "queued"}) {
            hash(stage, "2026-02-24T09:50:00Z");
            assertThat(reconciler.reconcile()).isZero();
        }
        assertThat(server.exists("status:a")).isEqualTo(1);
        assertThat(server.hlen("jobs:states")).isZero();
    }

    @Test
    void forgetsAJobOnlyOnceItHasLeftTheStream() throws Exception {
        // given
        hash("decoding", "2026-02-24T09:50:00Z");
        server.xadd("jobs", new XAddArgs().id(JOB), Map.of("image_id", "a"));
        reconciler.reconcile();
        assertThat(server.hlen("jobs:states")).isEqualTo(1);

        // when
        server.xdel("jobs", JOB);

        // then
        assertThat(reconciler.reconcile()).isEqualTo(1);
        assertThat(server.hlen("jobs:states")).isZero();
        assertThat(server.exists("status:a")).isZero();
    }

    @Test
    void asksNothingAboutHashesWhoseJobsNobodyHasInHand() throws Exception {
        // given: what has ended stays for an hour, or for as long as IMG_GW_STATUS_TTL says
        for (int i = 0; i < 2_000; i++) {
            server.hset("status:ended" + i, Map.of("stage", "done", "job_id", "1-" + i));
        }
        long before = commands();

        // when
        reconciler.reconcile();

        // then
        assertThat(commands() - before).isLessThan(10);
    }

    @Test
    void mendsManyAtOnce() throws Exception {
        // given
        for (int i = 1; i <= 700; i++) {
            server.hset("status:m" + i, Map.of("stage", "decoding", "job_id", "5-" + i));
            server.hset("jobs:states", "5-" + i, "status:m" + i);
            server.xadd("results", new XAddArgs().id("6-" + i), Map.of("job_id", "5-" + i, "status", "processed"));
        }

        // when // then
        assertThat(reconciler.reconcile()).isEqualTo(700);
        assertThat(server.hget("status:m1", "stage")).isEqualTo("done");
        assertThat(server.hget("status:m700", "stage")).isEqualTo("done");
    }

    /** Those that scripts ran are counted as well. */
    private long commands() {
        return Long.parseLong(server.info("stats").replaceFirst("(?s).*total_commands_processed:(\\d+).*", "$1"));
    }

    @Test
    void passesOverAKeyThatIsNoHash() throws Exception {
        // given
        server.set("status:b", "not a hash");
        server.hset("jobs:states", "7-0", "status:b");
        hash("uploading", "2026-02-24T09:50:00Z");

        // when // then
        assertThat(reconciler.reconcile()).isEqualTo(1);
        assertThat(server.exists("status:a")).isZero();
        assertThat(server.get("status:b")).isEqualTo("not a hash");
        assertThat(server.hlen("jobs:states")).isZero();
    }
}
