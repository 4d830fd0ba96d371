package io.follow.gateway.component.streams;

import static io.follow.gateway.component.streams.StreamsFixture.JOBS;
import static io.follow.gateway.component.streams.StreamsFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.component.streams.client.SuspendAwareInstant;
import io.follow.gateway.component.streams.client.ValkeyConnections;
import io.follow.gateway.component.streams.entry.AlsoWrite;
import io.follow.gateway.component.streams.entry.HashWrite;
import io.follow.gateway.component.streams.entry.IndexWrite;
import io.follow.gateway.component.streams.entry.NewEntry;
import io.follow.gateway.component.streams.write.AcceptedEntries;
import io.follow.gateway.component.streams.write.AcceptedEntry;
import io.follow.gateway.component.streams.write.EntryRestorer;
import io.follow.gateway.component.streams.write.ServerIdentity;
import io.follow.gateway.testing.ValkeyServer;
import io.lettuce.core.StreamMessage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A server that comes back, with or without what was written last. */
class RestoreIT {

    private static final HashWrite STATE =
            new HashWrite("state:a", "job_id", Map.of("stage", "queued"), Duration.ofMinutes(1), "events", "{}");
    private static final NewEntry ENTRY = new NewEntry(
            Map.of("name", "a"),
            new AlsoWrite(STATE, new IndexWrite("jobs:notes", "mine")),
            new NewEntry.Restoration(
                    "first_id",
                    "jobs:firsts",
                    new NewEntry.Lock("guard:a", "guard:a:owner", "request-1", Duration.ofMinutes(1))));

    private static IdempotentAppender adder(ValkeyConnections connections, EntryRestorer restorer) {
        return new IdempotentAppender(connections, restorer, JOBS, Duration.ofMinutes(5));
    }

    @Test
    void whatAServerHasForgottenIsAddedAgainWithAllThatBelongsToIt() throws Exception {
        try (ValkeyServer server = ValkeyServer.start();
                StreamsFixture streams = new StreamsFixture(server);
                ValkeyConnections connections = streams.connections()) {
            EntryRestorer restorer = streams.restorer(connections);
            // given
            String first = adder(connections, restorer).addOnce("request-1", ENTRY);

            // when
            server.kill();
            server.restart();

            // then
            eventually(() -> streams.server.xlen(JOBS) == 1);
            StreamMessage<String, String> again = streams.entries(JOBS).get(0);
            assertThat(again.getBody()).isEqualTo(Map.of("name", "a", "first_id", first));
            assertThat(streams.server.hgetall("state:a")).isEqualTo(Map.of("stage", "queued"));
            assertThat(streams.server.hgetall("jobs:notes")).isEqualTo(Map.of(again.getId(), "mine"));
            assertThat(streams.server.hgetall("jobs:firsts")).isEqualTo(Map.of(again.getId(), first));
            assertThat(streams.server.get("guard:a")).isEqualTo("claimed");
            assertThat(streams.server.get("guard:a:owner")).isEqualTo("request-1");
            assertThat(streams.server.ttl("guard:a")).isPositive();

            // and the request that is sent again is still the same
            assertThat(adder(connections, restorer).addOnce("request-1", ENTRY)).isEqualTo(again.getId());

            // when it is forgotten a second time, then it is still the first that counts
            server.kill();
            server.restart();
            eventually(() -> streams.server.xlen(JOBS) == 1);
            assertThat(streams.entries(JOBS).get(0).getBody()).containsEntry("first_id", first);
        }
    }

    @Test
    void whatAServerHasKeptIsNotAddedAgainAlthoughItsEntryHasEnded() throws Exception {
        try (ValkeyServer server = ValkeyServer.start("--appendonly", "yes", "--appendfsync", "always");
                StreamsFixture streams = new StreamsFixture(server);
                ValkeyConnections connections = streams.connections()) {
            EntryRestorer restorer = streams.restorer(connections);
            // given
            String ended = adder(connections, restorer).addOnce("request-1", ENTRY);
            streams.server.xdel(JOBS, ended);

            // when
            server.kill();
            server.restart();

            // then
            eventually(() -> server.command("INFO", "commandstats").contains("cmdstat_get:calls=1,"));
            assertThat(streams.server.xlen(JOBS)).isZero();
        }
    }

    @Test
    void theGuardOfAnotherUploadStaysAsItIs() throws Exception {
        try (ValkeyServer server = ValkeyServer.start();
                StreamsFixture streams = new StreamsFixture(server);
                ValkeyConnections connections = streams.connections()) {
            // given
            streams.server.set("guard:a", "claimed");
            streams.server.set("guard:a:owner", "another");
            AcceptedEntry lost = new AcceptedEntry(
                    JOBS, "jobs:once:x", Duration.ofMinutes(1), ENTRY, "5-0", null, SuspendAwareInstant.now());

            // when
            boolean added = lost.restore(connections);
            boolean twice = lost.restore(connections);

            // then
            assertThat(List.of(added, twice)).containsExactly(true, false);
            assertThat(streams.server.get("guard:a:owner")).isEqualTo("another");
        }
    }

    @Test
    void anEntryWithoutAWordAboutItIsNotRemembered() throws Exception {
        try (ValkeyServer server = ValkeyServer.start();
                StreamsFixture streams = new StreamsFixture(server);
                ValkeyConnections connections = streams.connections()) {
            EntryRestorer restorer = streams.restorer(connections);
            // given
            NewEntry plain = new NewEntry(Map.of("name", "plain"));
            adder(connections, restorer).addOnce("request-1", plain);
            adder(connections, restorer).addOnce("request-2", ENTRY);

            // when
            server.kill();
            server.restart();

            // then
            eventually(() -> streams.server.xlen(JOBS) == 1);
            assertThat(streams.entries(JOBS).get(0).getBody()).containsEntry("name", "a");
        }
    }

    @Test
    void theOldestGiveWayWhenThereAreTooMany() {
        AcceptedEntries entries = new AcceptedEntries();
        ServerIdentity other = new ServerIdentity("a", "b");
        boolean full = IntStream.rangeClosed(0, 10_000)
                .mapToObj(i -> entries.add(new AcceptedEntry(
                        JOBS, "key-" + i, Duration.ofMinutes(1), ENTRY, i + "-1", null, SuspendAwareInstant.now())))
                .reduce(false, Boolean::logicalOr);
        assertThat(full).isTrue();
        assertThat(entries.unknownTo(other, JOBS)).hasSize(10_000).first().satisfies(oldest -> assertThat(oldest.key())
                .isEqualTo("key-1"));
    }
}
