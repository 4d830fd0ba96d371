package io.follow.gateway.component.streams;

import static io.follow.gateway.component.streams.StreamsFixture.JOBS;
import static io.follow.gateway.component.streams.StreamsFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.follow.gateway.component.streams.client.ValkeyConnections;
import io.follow.gateway.component.streams.entry.AlsoWrite;
import io.follow.gateway.component.streams.entry.HashWrite;
import io.follow.gateway.component.streams.entry.IndexWrite;
import io.follow.gateway.component.streams.entry.NewEntries;
import io.follow.gateway.component.streams.entry.NewEntry;
import io.follow.gateway.testing.ValkeyServer;
import io.lettuce.core.RedisException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several entries that are added in one step. */
class AddAllOnceIT {

    private ValkeyServer server;
    private StreamsFixture streams;
    private ValkeyConnections connections;
    private IdempotentAppender appender;

    @BeforeEach
    void start() throws Exception {
        server = ValkeyServer.start();
        streams = new StreamsFixture(server);
        connections = streams.connections();
        appender = new IdempotentAppender(connections, streams.restorer(connections), JOBS, Duration.ofMinutes(5));
    }

    @AfterEach
    void stop() throws Exception {
        connections.close();
        streams.close();
        server.close();
    }

    private static NewEntry entry(String name) {
        return new NewEntry(
                Map.of("name", name),
                new AlsoWrite(
                        new HashWrite(
                                "state:" + name,
                                "job_id",
                                Map.of("stage", "queued", "of", name),
                                Duration.ofMinutes(1),
                                "events",
                                "{}"),
                        new IndexWrite("jobs:notes", "of " + name)),
                new NewEntry.Restoration("first_id", null, null));
    }

    private static NewEntries batch(String... names) {
        return new NewEntries(null, Stream.of(names).map(AddAllOnceIT::entry).toList(), String.join(",", names));
    }

    private List<String> names() {
        return streams.entries(JOBS).stream()
                .map(entry -> entry.getBody().get("name"))
                .toList();
    }

    @Test
    void addsAllWithWhatBelongsToEach() {
        // when
        List<String> ids = appender.addAllOnce("request-1", batch("a", "b"));

        // then
        assertThat(streams.entries(JOBS)).extracting(entry -> entry.getId()).isEqualTo(ids);
        assertThat(names()).containsExactly("a", "b");
        assertThat(streams.server.hgetall("state:a")).isEqualTo(Map.of("stage", "queued", "of", "a"));
        assertThat(streams.server.hgetall("state:b")).isEqualTo(Map.of("stage", "queued", "of", "b"));
        assertThat(streams.server.pttl("state:b")).isPositive();
        assertThat(streams.server.hgetall("jobs:notes")).isEqualTo(Map.of(ids.get(0), "of a", ids.get(1), "of b"));
    }

    @Test
    void addsOnceForEachKeyAndNothingOfAnotherRequestWithTheSameKey() {
        // when
        List<String> first = appender.addAllOnce("request-1", batch("a", "b"));
        List<String> again = appender.addAllOnce("request-1", batch("a", "b"));

        // then
        assertThat(again).isEqualTo(first);
        assertThatThrownBy(() -> appender.addAllOnce("request-1", batch("a", "c")))
                .isInstanceOf(ReusedKeyException.class);
        assertThat(names()).containsExactly("a", "b");
    }

    @Test
    void addsNoneWhenTheServerRefusesOne() {
        // given
        streams.server.set("jobs:notes", "in the way");

        // when, then
        assertThatThrownBy(() -> appender.addAllOnce("request-1", batch("a", "b")))
                .isInstanceOf(RedisException.class)
                .hasMessageContaining("WRONGTYPE");
        assertThat(streams.server.keys("*")).containsExactly("jobs:notes");
    }

    @Test
    void addsAgainWhatAServerHasForgotten() throws Exception {
        // given
        List<String> first = appender.addAllOnce("request-1", batch("a", "b"));

        // when
        server.kill();
        server.restart();

        // then
        eventually(() -> streams.server.xlen(JOBS) == 2);
        assertThat(streams.entries(JOBS))
                .extracting(entry -> entry.getBody().get("first_id"))
                .containsExactlyElementsOf(first);
        List<String> ids =
                streams.entries(JOBS).stream().map(entry -> entry.getId()).toList();
        assertThat(appender.addAllOnce("request-1", batch("a", "b"))).isEqualTo(ids);
        assertThatThrownBy(() -> appender.addAllOnce("request-1", batch("c", "d")))
                .isInstanceOf(ReusedKeyException.class);
    }
}
