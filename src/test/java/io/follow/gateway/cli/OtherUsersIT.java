package io.follow.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.follow.gateway.component.streams.client.ValkeyConnections;
import io.follow.gateway.deadletter.DeadLetterKeys;
import io.follow.gateway.deadletter.DeadLetters;
import io.follow.gateway.deadletter.Letters;
import io.follow.gateway.operator.ConsumerGroups;
import io.follow.gateway.status.StatusHash;
import io.follow.gateway.testing.DocumentedUser;
import io.follow.gateway.testing.ValkeyServer;
import io.lettuce.core.Consumer;
import io.lettuce.core.RedisClient;
import io.lettuce.core.XAutoClaimArgs;
import io.lettuce.core.XGroupCreateArgs;
import io.lettuce.core.XReadArgs.StreamOffset;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.pubsub.api.sync.RedisPubSubCommands;
import java.io.PrintWriter;
import java.io.Writer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The users of docs/acl.md that are not gateways: each does its work, is refused nothing, and may nothing in vain. */
class OtherUsersIT {

    private static final Duration DAY = Duration.ofDays(1);

    private static ValkeyServer server;
    private static Letters letters;

    private RedisClient client;

    @BeforeAll
    static void start() {
        server = ValkeyServer.start();
        letters = new Letters(server);
    }

    @AfterAll
    static void stop() {
        letters.close();
        server.close();
    }

    @BeforeEach
    void forget() {
        server.command("FLUSHALL");
        server.command("CONFIG", "RESETSTAT");
        server.command("ACL", "LOG", "RESET");
    }

    @AfterEach
    void disconnect() {
        client.shutdown(0, 2, TimeUnit.SECONDS);
    }

    private DocumentedUser connectAs(String name) {
        DocumentedUser user = DocumentedUser.create(name, server);
        client = RedisClient.create(user.uri().toString());
        return user;
    }

    private static void assertThatRightsAreEnoughAndNotTooMany(DocumentedUser user, String name) {
        assertThat(user.refused()).isEmpty();
        String used = server.command("INFO", "commandstats");
        assertThat(DocumentedUser.rightsOf(name))
                .allSatisfy(right -> assertThat(used).containsPattern("cmdstat_" + Pattern.quote(right) + ":"));
    }

    @Test
    void operatorListsReplaysAndDeletes() {
        // given
        DocumentedUser user = connectAs("gateway-operator");
        ValkeyConnections connections = new ValkeyConnections(client);
        StatusHash hashes = new StatusHash("image:status:", "image:events", DAY, Clock.systemUTC(), new ObjectMapper());
        DeadLetters own = new DeadLetters(connections, new DeadLetterKeys(Letters.DEAD, Letters.JOBS), hashes::queued);
        GatewayCli commands = new GatewayCli(
                new PrintWriter(Writer.nullWriter()),
                new PrintWriter(Writer.nullWriter()),
                (source, action) -> action.run(own),
                (pipeline, action) -> action.run(new ConsumerGroups(connections, pipeline + ":result")),
                new UnwantedRoutes(),
                new UnwantedRoutes(),
                new NoRouteTests());
        Map<String, String> withToken = Letters.job("a");
        withToken.put("upload_token", "x.y.z");
        String replayed = letters.add(withToken, "1-0");
        String deleted = letters.add(Letters.job("b"), "2-0");
        letters.server.hset(Letters.JOBS + ":sources", "1-0", "raw/a.jpg");
        letters.server.xadd("image:result", Map.of("a", "b"));
        letters.server.xgroupCreate(StreamOffset.from("image:result", "0"), "webhook-crm");

        // when
        List<Integer> codes = List.of(
                commands.run("dead-letters", "list"),
                commands.run("dead-letters", "show", replayed),
                commands.run("dead-letters", "replay", replayed),
                commands.run("dead-letters", "delete", deleted),
                commands.run("dead-letters", "replay", "--all"),
                commands.run("groups", "list"),
                commands.run("groups", "delete", "webhook-crm"));

        // then
        assertThat(codes).containsOnly(0);
        assertThatRightsAreEnoughAndNotTooMany(user, "gateway-operator");
        connections.close();
    }

    @Test
    @SuppressWarnings("unchecked")
    void producerAddsJobsAndReadsResults() {
        // given
        DocumentedUser user = connectAs("gateway-producer");
        RedisCommands<String, String> commands = client.connect().sync();
        RedisPubSubCommands<String, String> events = client.connectPubSub().sync();
        StreamOffset<String> results = StreamOffset.lastConsumed("image:result");
        Consumer<String> reader = Consumer.from("api", "api-1");

        // when
        commands.ping();
        events.subscribe("image:events");
        commands.multi();
        commands.del("image:status:a");
        commands.hset("image:status:a", Map.of("stage", "queued", "progress", "0"));
        commands.pexpire("image:status:a", 3_600_000);
        commands.publish("image:events", "{}");
        commands.xadd("image:process", Letters.job("a"));
        commands.exec();
        commands.xgroupCreate(StreamOffset.from("image:result", "0"), "api", XGroupCreateArgs.Builder.mkstream());
        letters.server.xadd("image:result", Map.of("image_id", "a"));
        String id = commands.xreadgroup(reader, results).get(0).getId();
        commands.xautoclaim("image:result", XAutoClaimArgs.Builder.xautoclaim(reader, Duration.ofMinutes(1), "0"));
        commands.xack("image:result", "api", id);
        Map<String, String> status = commands.hgetall("image:status:a");
        events.unsubscribe("image:events");

        // then
        assertThat(status).containsEntry("stage", "queued");
        assertThatRightsAreEnoughAndNotTooMany(user, "gateway-producer");
    }

    @Test
    void producerCannotTakeJobsNorWriteResults() {
        connectAs("gateway-producer");
        assertThat(List.of(
                        server.command("ACL", "DRYRUN", "gateway-producer", "XADD", "image:result", "*", "a", "b"),
                        server.command("ACL", "DRYRUN", "gateway-producer", "XDEL", "image:process", "1-0"),
                        server.command("ACL", "DRYRUN", "gateway-producer", "XRANGE", "image:process", "-", "+"),
                        server.command("ACL", "DRYRUN", "gateway-producer", "DEL", "image:process")))
                .allSatisfy(answer -> assertThat(answer).contains("has no permissions"));
    }

    @Test
    void scalerReadsTheLengthOfTheJobStream() {
        // given
        DocumentedUser user = connectAs("gateway-scaler");
        RedisCommands<String, String> commands = client.connect().sync();

        // when
        commands.ping();
        long length = commands.xlen("image:process");

        // then
        assertThat(length).isZero();
        assertThatRightsAreEnoughAndNotTooMany(user, "gateway-scaler");
    }
}
