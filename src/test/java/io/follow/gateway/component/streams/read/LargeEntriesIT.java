package io.follow.gateway.component.streams.read;

import static io.follow.gateway.component.streams.StreamsFixture.GROUP;
import static io.follow.gateway.component.streams.StreamsFixture.JOBS;
import static io.follow.gateway.component.streams.StreamsFixture.RESULTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.component.streams.StreamsFixture;
import io.follow.gateway.component.streams.client.ReaderConnection;
import io.follow.gateway.component.streams.client.ValkeyConnections;
import io.follow.gateway.component.streams.entry.Delivery;
import io.follow.gateway.component.streams.entry.SettleOutcome;
import io.follow.gateway.component.streams.entry.Settlement;
import io.follow.gateway.component.streams.entry.StreamEntry;
import io.follow.gateway.component.streams.write.Settler;
import io.follow.gateway.testing.ValkeyExtension;
import io.follow.gateway.testing.ValkeyServer;
import io.lettuce.core.Consumer;
import io.lettuce.core.XClaimArgs;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Entries that may be too large to arrive are sent alone, and no more often than they may be delivered. */
@ExtendWith(ValkeyExtension.class)
class LargeEntriesIT {

    private static final String LARGE = "x".repeat(300_000);
    private static final int MOST_DELIVERIES = 3;
    private static final long AN_HOUR = 3_600_000;

    private StreamsFixture streams;
    private ValkeyConnections connections;
    private ReaderConnection reader;
    private ConsumerGroup group;

    @BeforeEach
    void open(ValkeyServer valkey) throws Exception {
        streams = new StreamsFixture(valkey);
        streams.createGroup();
        connections = streams.connections();
        reader = new ReaderConnection(connections);
        group = new ConsumerGroup(connections, JOBS, GROUP, "me");
    }

    @AfterEach
    void close() {
        reader.close();
        connections.close();
        streams.close();
    }

    private String addLarge(String name) {
        return streams.server.xadd(JOBS, Map.of("name", name, "ballast", LARGE));
    }

    private void deliveredSoOften(String id, long count) {
        streams.server.xclaim(
                JOBS,
                Consumer.from(GROUP, "me"),
                XClaimArgs.Builder.justid().minIdleTime(0).retryCount(count),
                id);
    }

    private ConsumerGroup.Recovery recover(String... known) throws InterruptedException {
        return group.recover(reader, AN_HOUR, 10, MOST_DELIVERIES, List.of(known));
    }

    private ConsumerGroup.TakeOver takeOver(String... inWork) throws InterruptedException {
        return group.takeOver(reader, 0, "-", 10, MOST_DELIVERIES, List.of(inWork));
    }

    @Test
    void aLostReplyCountsForALargeEntryAndForNoOther() throws Exception {
        // given
        String small = streams.add("small");
        String large = addLarge("large");
        streams.takenBy("me");
        streams.takenBy("me");

        // when
        ConsumerGroup.Recovery first = recover();
        ConsumerGroup.Recovery second = recover(small);

        // then
        assertThat(first)
                .isEqualTo(new ConsumerGroup.Recovery(
                        true, List.of(new StreamEntry(small, 1, "me", Map.of("name", "small")))));
        assertThat(second)
                .isEqualTo(new ConsumerGroup.Recovery(
                        false, List.of(new StreamEntry(large, 2, "me", Map.of("name", "large", "ballast", LARGE)))));
    }

    @Test
    void aLargeEntryIsSentAsOftenAsItMayBeDeliveredAndThenOnlyWhatIsSmallOfIt() throws Exception {
        // given
        String id = addLarge("large");
        streams.takenBy("me");

        // when
        List<StreamEntry> sent = List.of(
                recover().entries().get(0),
                recover().entries().get(0),
                recover().entries().get(0),
                recover().entries().get(0));

        // then
        assertThat(sent.subList(0, 2)).allMatch(entry -> entry.fields().containsKey("ballast"));
        assertThat(sent.subList(2, 4)).allMatch(new StreamEntry(id, 4, "me", Map.of("name", "large"))::equals);
    }

    @Test
    void theLastDeliveryOfALargeEntryWaitsUntilNothingElseIsInWork() throws Exception {
        // given
        String id = addLarge("large");
        streams.takenBy("me");
        deliveredSoOften(id, 2);

        // then
        assertThat(recover("in-work").entries()).isEmpty();
        assertThat(recover().entries()).singleElement().satisfies(entry -> assertThat(entry.deliveryCount())
                .isEqualTo(3));
    }

    @Test
    void aTakeOverSendsALargeEntryAlone() throws Exception {
        // given
        String small = streams.add("small");
        String first = addLarge("first");
        String second = addLarge("second");
        for (int i = 0; i < 3; i++) {
            streams.takenBy("dead");
        }

        // when
        ConsumerGroup.TakeOver one = takeOver();
        ConsumerGroup.TakeOver two = group.takeOver(reader, 0, one.cursor(), 10, MOST_DELIVERIES, List.of(small));
        ConsumerGroup.TakeOver three =
                group.takeOver(reader, 0, two.cursor(), 10, MOST_DELIVERIES, List.of(small, first));

        // then
        assertThat(one.entries()).extracting(StreamEntry::id).containsExactly(small);
        assertThat(two.entries()).extracting(StreamEntry::id).containsExactly(first);
        assertThat(three.entries()).extracting(StreamEntry::id).containsExactly(second);
    }

    @Test
    void aTakeOverPastTheLimitSendsOnlyWhatIsSmall() throws Exception {
        // given
        String id = addLarge("large");
        streams.takenBy("me");
        deliveredSoOften(id, MOST_DELIVERIES);

        // when
        ConsumerGroup.TakeOver taken = takeOver();

        // then
        assertThat(taken.entries()).containsExactly(new StreamEntry(id, 4, "me", Map.of("name", "large")));
    }

    @Test
    void aSettleBringsNoLargeEntryAlongAndDoesNotCountIt() throws Exception {
        // given
        String done = streams.add("done");
        streams.takenBy("me");
        String large = addLarge("large");

        // when
        Delivery delivery = new Delivery(JOBS, GROUP, "me", done, 1, Map.of(), true);
        Settler.Ending ending = new Settler(connections)
                .settle(delivery, new Settler.Targets(RESULTS, null), new Settlement(Map.of("a", "b"), null), true);

        // then
        assertThat(ending).isEqualTo(new Settler.Ending(SettleOutcome.SETTLED, null, false));
        assertThat(recover().entries()).singleElement().satisfies(entry -> {
            assertThat(entry.id()).isEqualTo(large);
            assertThat(entry.deliveryCount()).isEqualTo(1);
        });
    }

    @Test
    void aDeadLetterKeepsTheFirstMebibyte() throws Exception {
        // given
        String id = streams.server.xadd(JOBS, "name", "large", "ballast", "x".repeat(1_048_576), "last", "one");
        streams.takenBy("me");

        // when
        Delivery delivery = new Delivery(JOBS, GROUP, "me", id, 1, Map.of(), true);
        new Settler(connections)
                .settle(
                        delivery,
                        new Settler.Targets(RESULTS, "letters"),
                        new Settlement(Map.of("a", "b"), Map.of("dlq_reason", "WHY")));

        // then
        assertThat(streams.entries("letters")).singleElement().satisfies(letter -> assertThat(letter.getBody())
                .isEqualTo(Map.of("name", "large", "dlq_truncated", "true", "dlq_reason", "WHY")));
    }
}
