package io.follow.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.component.streams.client.ValkeyConnections;
import io.follow.gateway.deadletter.DeadLetterKeys;
import io.follow.gateway.deadletter.DeadLetters;
import io.follow.gateway.operator.ConsumerGroups;
import io.follow.gateway.testing.FixedPipelines;
import io.follow.gateway.testing.ValkeyExtension;
import io.follow.gateway.testing.ValkeyServer;
import io.lettuce.core.RedisClient;
import io.lettuce.core.XReadArgs.StreamOffset;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What operators do with groups of results, and with the letters of webhooks. */
@ExtendWith(ValkeyExtension.class)
class GroupsCommandIT {

    private static final String LETTERS = "avatars:webhook:crm:dlq";
    private static final String REPLAYS = "avatars:webhook:crm:replay";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private RedisClient client;
    private RedisCommands<String, String> server;
    private ValkeyConnections connections;

    @BeforeEach
    void connect(ValkeyServer valkey) {
        client = RedisClient.create(valkey.uri().toString());
        server = client.connect().sync();
        connections = new ValkeyConnections(client);
    }

    @AfterEach
    void close() {
        client.shutdown(0, 2, TimeUnit.SECONDS);
    }

    private int run(String line) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        DeadLetterSession letters = (source, action) -> action.run(DeadLetters.ofWebhook(
                connections,
                DeadLetterKeys.ofWebhook(
                        FixedPipelines.NAMING.keysOf(source.pipeline()), String.valueOf(source.webhook()))));
        UnwantedRoutes routes = new UnwantedRoutes();
        GroupSession groups = (pipeline, action) -> action.run(new ConsumerGroups(connections, pipeline + ":result"));
        return new GatewayCli(
                        new PrintWriter(out, true),
                        new PrintWriter(err, true),
                        letters,
                        groups,
                        routes,
                        routes,
                        new NoRouteTests())
                .run(line.split(" "));
    }

    @Test
    void listsGroups() {
        // given
        server.xadd("avatars:result", Map.of("a", "b"));
        server.xgroupCreate(StreamOffset.from("avatars:result", "0"), "webhook-crm");

        // then
        assertThat(run("groups list --pipeline avatars")).isZero();
        assertThat(out.toString().lines())
                .containsExactly("GROUP        READERS  BACKLOG  PENDING", "webhook-crm  0        1        0");
        assertThat(run("groups list --pipeline avatars --json")).isZero();
        assertThat(out.toString().strip())
                .isEqualTo("{\"groups\":[{\"group\":\"webhook-crm\",\"pending\":0,\"backlog\":1,"
                        + "\"oldest_pending_age_ms\":null,\"readers\":0}]}");
    }

    @Test
    void saysThatThereAreNone() {
        assertThat(run("groups list")).isZero();
        assertThat(out.toString().strip()).isEqualTo("no groups");
    }

    @Test
    void deletesAGroup() {
        // given
        server.xadd("image:result", Map.of("a", "b"));
        server.xgroupCreate(StreamOffset.from("image:result", "0"), "webhook-crm");

        // then
        assertThat(run("groups delete webhook-crm")).isZero();
        assertThat(out.toString().strip()).isEqualTo("webhook-crm deleted");
        assertThat(run("groups delete webhook-crm")).isEqualTo(1);
        assertThat(err.toString().strip()).isEqualTo("webhook-crm: no such group");
    }

    private String letter() {
        return server.xadd(
                LETTERS,
                Map.of(
                        "image_id", "a",
                        "job_id", "1-0",
                        "first_job_id", "0-1",
                        "dlq_reason", "WEBHOOK_REFUSED",
                        "dlq_stream", "avatars:result",
                        "dlq_entry_id", "5-0"));
    }

    @Test
    void replaysALetterOfAWebhook() {
        // given
        String id = letter();

        // when
        int code = run("dead-letters replay " + id + " --pipeline avatars --webhook crm");

        // then
        assertThat(code).isZero();
        assertThat(out.toString().strip()).isEqualTo(id + " replayed to the webhook");
        assertThat(server.xlen(LETTERS)).isZero();
        assertThat(server.xrange(REPLAYS, io.lettuce.core.Range.unbounded()))
                .singleElement()
                .satisfies(entry -> assertThat(entry.getBody())
                        .containsOnly(
                                Map.entry("image_id", "a"),
                                Map.entry("job_id", "1-0"),
                                Map.entry("first_job_id", "0-1")));
        assertThat(server.exists("avatars:result", "avatars:status:a", "avatars:process"))
                .isZero();
    }

    @Test
    void listsShowsAndDeletesLettersOfAWebhook() {
        // given
        String id = letter();

        // then
        assertThat(run("dead-letters list --pipeline avatars --webhook crm")).isZero();
        assertThat(out.toString()).contains(id, "WEBHOOK_REFUSED");
        assertThat(run("dead-letters show " + id + " --pipeline avatars --webhook crm"))
                .isZero();
        assertThat(run("dead-letters delete " + id + " --pipeline avatars --webhook crm"))
                .isZero();
        assertThat(server.xlen(LETTERS)).isZero();
    }
}
