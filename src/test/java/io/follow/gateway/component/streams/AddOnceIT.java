package io.follow.gateway.component.streams;

import static io.follow.gateway.component.streams.StreamsFixture.JOBS;
import static io.follow.gateway.component.streams.StreamsFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.follow.gateway.component.streams.client.ValkeyConnections;
import io.follow.gateway.component.streams.entry.AlsoWrite;
import io.follow.gateway.component.streams.entry.HashWrite;
import io.follow.gateway.component.streams.entry.IndexWrite;
import io.follow.gateway.component.streams.entry.NewEntry;
import io.follow.gateway.component.streams.write.EntryRestorer;
import io.follow.gateway.testing.TcpProxy;
import io.follow.gateway.testing.ValkeyExtension;
import io.follow.gateway.testing.ValkeyServer;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ValkeyExtension.class)
class AddOnceIT {

    private static final NewEntry ENTRY = new NewEntry(
            Map.of("name", "a"),
            new AlsoWrite(
                    new HashWrite(
                            "state:a", "job_id", Map.of("stage", "queued"), Duration.ofMinutes(1), "events", "{}"),
                    new IndexWrite("jobs:notes", "mine")));

    private StreamsFixture streams;
    private TcpProxy proxy;
    private RedisClient client;
    private ValkeyConnections connections;
    private EntryRestorer restorer;

    @BeforeEach
    void connectThroughAProxy(ValkeyServer valkey) throws Exception {
        streams = new StreamsFixture(valkey);
        RedisURI direct = RedisURI.create(valkey.uri());
        proxy = TcpProxy.to(direct.getPort());
        RedisURI proxied = RedisURI.create(valkey.uri());
        proxied.setPort(proxy.port());
        client = RedisClient.create(proxied);
        client.setOptions(ClientOptions.builder()
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .build());
        connections = new ValkeyConnections(client);
        restorer = streams.restorer(connections);
    }

    @AfterEach
    void close() {
        connections.close();
        proxy.close();
        client.shutdown(0, 2, java.util.concurrent.TimeUnit.SECONDS);
        streams.close();
    }

    private IdempotentAppender adder(Duration keyLife) {
        return new IdempotentAppender(connections, restorer, JOBS, keyLife);
    }

    @Test
    void addsAnEntryWithItsStateAndANoteInOneStep() {
        // given
        streams.server.hset("state:a", Map.of("stage", "failed", "error", "old"));

        // when
        String id = adder(Duration.ofMinutes(1)).addOnce("request-1", ENTRY);

        // then
        assertThat(streams.entries(JOBS)).singleElement().satisfies(entry -> {
            assertThat(entry.getId()).isEqualTo(id);
            assertThat(entry.getBody()).isEqualTo(Map.of("name", "a"));
        });
        assertThat(streams.server.hgetall("state:a")).isEqualTo(Map.of("stage", "queued"));
        assertThat(streams.server.pttl("state:a")).isPositive();
        assertThat(streams.server.hgetall("jobs:notes")).isEqualTo(Map.of(id, "mine"));
    }

    @Test
    void addsOnceForEachKey() {
        // given
        IdempotentAppender adder = adder(Duration.ofMinutes(1));

        // when
        String first = adder.addOnce("request-1", ENTRY);
        String again = adder.addOnce("request-1", ENTRY);
        String other = adder.addOnce("request-2", ENTRY);

        // then
        assertThat(again).isEqualTo(first);
        assertThat(streams.entries(JOBS)).extracting(entry -> entry.getId()).containsExactly(first, other);
    }

    @Test
    void takesNoLostReplyForAFailure() throws Exception {
        // given
        IdempotentAppender adder = adder(Duration.ofMinutes(5));
        adder.addOnce("request-0", ENTRY);
        proxy.dropReplies();

        // when
        CompletableFuture<String> id = CompletableFuture.supplyAsync(() -> adder.addOnce("request-1", ENTRY));
        eventually(() -> streams.entries(JOBS).size() == 2);
        proxy.pass();

        // then
        assertThat(id.get(60, java.util.concurrent.TimeUnit.SECONDS))
                .isEqualTo(streams.entries(JOBS).get(1).getId());
        assertThat(streams.entries(JOBS)).hasSize(2);
    }

    @Test
    void saysThatTheOutcomeIsUnknownWhenNoReplyComesInTime() {
        // given
        IdempotentAppender adder = adder(Duration.ofSeconds(2));
        adder.addOnce("request-0", ENTRY);
        proxy.dropReplies();

        // when // then
        assertThatThrownBy(() -> adder.addOnce("request-1", ENTRY)).isInstanceOf(UnknownOutcomeException.class);
    }

    @Test
    void writesNothingWhenTheServerRefuses() {
        // given
        streams.server.set("jobs:notes", "in the way");

        // when // then
        assertThatThrownBy(() -> adder(Duration.ofMinutes(1)).addOnce("request-1", ENTRY))
                .isInstanceOf(RedisException.class)
                .hasMessageContaining("WRONGTYPE");
        assertThat(streams.server.keys("*")).containsExactly("jobs:notes");
    }

    @Test
    void failsAtOnceWhereNothingCanHaveBeenSent() {
        // given: connected once, and the connection lost since
        IdempotentAppender adder = adder(Duration.ofMinutes(60));
        adder.addOnce("request-0", ENTRY);
        proxy.close();
        eventually(() -> connections.commandsIfConnected() == null);

        // when // then
        assertThatThrownBy(() -> adder.addOnce("request-1", ENTRY)).isInstanceOf(RedisException.class);
    }

    @Test
    void takesTheKeyFromAnExpressionOfTheRoute() throws Exception {
        // given
        StreamsFixture.start(streams.camel, builder -> builder.from("direct:in")
                .to("valkey-streams:" + JOBS + "?idempotentKey=${header.request}"));
        ProducerTemplate producer = streams.camel.createProducerTemplate();

        // when
        producer.sendBodyAndHeader("direct:in", Map.of("name", "a"), "request", "1");
        producer.sendBodyAndHeader("direct:in", Map.of("name", "a"), "request", "1");
        producer.sendBodyAndHeader("direct:in", Map.of("name", "b"), "request", "2");
        Exchange without =
                producer.send("direct:in", exchange -> exchange.getMessage().setBody(Map.of("name", "c")));

        // then
        assertThat(streams.entries(JOBS))
                .extracting(entry -> entry.getBody().get("name"))
                .containsExactly("a", "b");
        assertThat(without.getException()).hasMessageContaining("idempotentKey is empty");
    }
}
