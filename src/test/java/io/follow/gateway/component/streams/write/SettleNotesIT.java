package io.follow.gateway.component.streams.write;

import static io.follow.gateway.component.streams.StreamsFixture.GROUP;
import static io.follow.gateway.component.streams.StreamsFixture.JOBS;
import static io.follow.gateway.component.streams.StreamsFixture.RESULTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.component.streams.StreamsFixture;
import io.follow.gateway.component.streams.client.ValkeyConnections;
import io.follow.gateway.component.streams.entry.AlsoWrite;
import io.follow.gateway.component.streams.entry.Delivery;
import io.follow.gateway.component.streams.entry.IndexWrite;
import io.follow.gateway.component.streams.entry.SettleOutcome;
import io.follow.gateway.component.streams.entry.Settlement;
import io.follow.gateway.testing.ValkeyExtension;
import io.follow.gateway.testing.ValkeyServer;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ValkeyExtension.class)
class SettleNotesIT {

    private static final String NOTES = "jobs:notes";

    private StreamsFixture streams;
    private ValkeyConnections connections;
    private Delivery delivery;

    @BeforeEach
    void anEntryInWorkWithANoteAboutIt(ValkeyServer valkey) throws Exception {
        streams = new StreamsFixture(valkey);
        connections = streams.connections();
        String id = streams.inWork("a", "me");
        streams.server.hset(NOTES, Map.of(id, "mine", "1-0", "another's"));
        delivery = new Delivery(JOBS, GROUP, "me", id, 1, Map.of("name", "a"), true);
    }

    @AfterEach
    void close() {
        connections.close();
        streams.close();
    }

    private SettleOutcome settle(Map<String, String> deadLetter) throws InterruptedException {
        Settlement settlement =
                new Settlement(Map.of("status", "x"), deadLetter, new AlsoWrite(null, IndexWrite.removal(NOTES)));
        return new Settler(connections).settle(delivery, new Settler.Targets(RESULTS, "letters"), settlement);
    }

    @Test
    void removesTheNoteAboutAnEntryThatHasEnded() throws Exception {
        // given // when
        SettleOutcome outcome = settle(null);

        // then
        assertThat(outcome).isEqualTo(SettleOutcome.SETTLED);
        assertThat(streams.server.hgetall(NOTES)).containsOnlyKeys("1-0");
    }

    @Test
    void keepsTheNoteAboutAnEntryThatBecomesADeadLetter() throws Exception {
        // given // when
        settle(Map.of("dlq_reason", "WHY"));

        // then
        assertThat(streams.server.hgetall(NOTES)).containsOnlyKeys("1-0", delivery.entryId());
    }

    @Test
    void endsTheEntryAlsoWhenTheNotesAreOfAnotherType() throws Exception {
        // given
        streams.server.set(NOTES, "in the way");

        // when // then
        assertThat(settle(null)).isEqualTo(SettleOutcome.SETTLED);
        assertThat(streams.entries(RESULTS)).hasSize(1);
    }
}
