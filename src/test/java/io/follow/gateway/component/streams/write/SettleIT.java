package io.follow.gateway.component.streams.write;

import static io.follow.gateway.component.streams.StreamsFixture.GROUP;
import static io.follow.gateway.component.streams.StreamsFixture.JOBS;
import static io.follow.gateway.component.streams.StreamsFixture.RESULTS;
import static io.follow.gateway.component.streams.StreamsFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.component.streams.StreamsFixture;
import io.follow.gateway.component.streams.client.SuspendAwareInstant;
import io.follow.gateway.component.streams.client.ValkeyConnections;
import io.follow.gateway.component.streams.entry.AlsoWrite;
import io.follow.gateway.component.streams.entry.Delivery;
import io.follow.gateway.component.streams.entry.HashWrite;
import io.follow.gateway.component.streams.entry.SettleOutcome;
import io.follow.gateway.component.streams.entry.Settlement;
import io.follow.gateway.component.streams.read.OwnershipCheck;
import io.follow.gateway.testing.ValkeyExtension;
import io.follow.gateway.testing.ValkeyServer;
import io.lettuce.core.Consumer;
import io.lettuce.core.XClaimArgs;
import io.lettuce.core.XReadArgs.StreamOffset;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ValkeyExtension.class)
class SettleIT {

    private static final String LETTERS = "letters";
    private static final String STATE = "state:1";
    private static final Settler.Targets TARGETS = new Settler.Targets(RESULTS, LETTERS);

    private StreamsFixture streams;
    private ValkeyConnections connections;
    private Settler settler;
    private String id;

    @BeforeEach
    void anEntryInWork(ValkeyServer valkey) throws Exception {
        streams = new StreamsFixture(valkey);
        connections = connect(streams);
        settler = new Settler(connections);
        id = streams.inWork("a", "me");
    }

    ValkeyConnections connect(StreamsFixture fixture) {
        return fixture.connections();
    }

    @AfterEach
    void close() {
        connections.close();
        streams.close();
    }

    private Delivery delivery(String consumer, long count) {
        return new Delivery(JOBS, GROUP, consumer, id, count, Map.of("name", "a"), true);
    }

    private Settlement settlement(String entryId) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("stage", "done");
        fields.put("job_id", entryId);
        HashWrite state = new HashWrite(STATE, "job_id", fields, Duration.ofHours(1), "events", "{}");
        return new Settlement(Map.of("status", "processed"), Map.of("dlq_reason", "WHY"), AlsoWrite.of(state));
    }

    private SettleOutcome settle(Delivery delivery) throws InterruptedException {
        return settler.settle(delivery, TARGETS, settlement(delivery.entryId()));
    }

    @Test
    void writesResultDeadLetterAndStateAndEndsTheEntryInOneStep() throws Exception {
        // given // when
        SettleOutcome outcome = settle(delivery("me", 1));

        // then
        assertThat(outcome).isEqualTo(SettleOutcome.SETTLED);
        assertThat(streams.entries(RESULTS)).singleElement().satisfies(entry -> assertThat(entry.getBody())
                .containsEntry("status", "processed"));
        assertThat(streams.entries(LETTERS)).singleElement().satisfies(entry -> assertThat(entry.getBody())
                .containsEntry("name", "a")
                .containsEntry("dlq_reason", "WHY"));
        assertThat(streams.server.hgetall(STATE)).containsEntry("stage", "done").containsEntry("job_id", id);
        assertThat(streams.server.pttl(STATE)).isBetween(3_500_000L, 3_600_000L);
        assertThat(streams.entries(JOBS)).isEmpty();
        assertThat(streams.pending()).isEmpty();
    }

    @Test
    void doesNothingForAnEntryThatSomebodyHasDeletedMeanwhile() throws Exception {
        // given
        streams.server.xdel(JOBS, id);

        // when
        SettleOutcome outcome = settle(delivery("me", 1));

        // then
        assertThat(outcome).isEqualTo(SettleOutcome.GONE);
        assertThat(streams.entries(RESULTS)).isEmpty();
        assertThat(streams.entries(LETTERS)).isEmpty();
    }

    @Test
    void doesNothingTheSecondTime() throws Exception {
        // given
        settle(delivery("me", 1));

        // when
        SettleOutcome outcome = settle(delivery("me", 1));

        // then
        assertThat(outcome).isEqualTo(SettleOutcome.GONE);
        assertThat(streams.entries(RESULTS)).hasSize(1);
        assertThat(streams.entries(LETTERS)).hasSize(1);
    }

    @Test
    void doesNothingForAnEntryThatAnotherConsumerHolds() throws Exception {
        // given
        streams.server.xclaim(JOBS, Consumer.from(GROUP, "other"), 0, id);

        // when // then
        assertThat(settle(delivery("me", 1))).isEqualTo(SettleOutcome.LOST);
        assertThat(streams.entries(RESULTS)).isEmpty();
        assertThat(streams.entries(JOBS)).hasSize(1);
    }

    @Test
    void doesNothingForAFormerDeliveryToTheSameConsumer() throws Exception {
        // given: it was taken over and came back
        streams.server.xclaim(
                JOBS,
                Consumer.from(GROUP, "me"),
                XClaimArgs.Builder.minIdleTime(0).retryCount(3),
                id);

        // when // then
        assertThat(settle(delivery("me", 1))).isEqualTo(SettleOutcome.LOST);
        assertThat(settle(delivery("me", 3))).isEqualTo(SettleOutcome.SETTLED);
        assertThat(streams.entries(RESULTS)).hasSize(1);
    }

    @Test
    void endsAnEntryThatNobodyHoldsBecauseItsGroupWasDeleted() throws Exception {
        // given
        streams.server.xgroupDestroy(JOBS, GROUP);

        // when // then
        assertThat(settle(delivery("me", 1))).isEqualTo(SettleOutcome.SETTLED);
        assertThat(streams.entries(RESULTS)).hasSize(1);
        assertThat(streams.entries(JOBS)).isEmpty();
    }

    @Test
    void writesNothingWhileTheResultKeyHasAnotherTypeAndTriesAgain() throws Exception {
        // given
        streams.server.set(RESULTS, "in the way");

        // when
        CompletableFuture<SettleOutcome> outcome = CompletableFuture.supplyAsync(() -> {
            try {
                return settle(delivery("me", 1));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        long begun = System.nanoTime();
        eventually(() -> System.nanoTime() - begun > 500_000_000L);

        // then
        assertThat(outcome).isNotDone();
        assertThat(streams.entries(LETTERS)).isEmpty();
        assertThat(streams.entries(JOBS)).hasSize(1);
        streams.server.del(RESULTS);
        eventually(() -> outcome.isDone() && outcome.join() == SettleOutcome.SETTLED);
        assertThat(streams.entries(RESULTS)).hasSize(1);
    }

    @Test
    void writesNothingAtAllWhenOneCommandIsForbidden(ValkeyServer valkey) throws Exception {
        // given: this user may do all but the last step
        Delivery delivery = delivery("me", 1);

        // when
        Throwable failure = settlesAs(valkey, delivery, settlement(delivery.entryId()), "-xdel");

        // then
        assertThat(failure).hasMessageContaining("NOPERM this user may not XDEL");
        assertThat(streams.entries(RESULTS)).isEmpty();
        assertThat(streams.entries(LETTERS)).isEmpty();
        assertThat(streams.server.exists(STATE)).isZero();
    }

    @Test
    void entryStaysWhenItsResultIsForbidden(ValkeyServer valkey) throws Exception {
        // given
        Delivery delivery = delivery("me", 1);

        // when
        Throwable failure = settlesAs(valkey, delivery, new Settlement(Map.of("a", "b"), null), "-xadd");

        // then
        assertThat(failure).hasMessageContaining("(adding to " + RESULTS + ")");
        assertThat(streams.entries(RESULTS)).isEmpty();
        assertThat(streams.entries(JOBS)).hasSize(1);
        assertThat(settle(delivery)).isEqualTo(SettleOutcome.SETTLED);
    }

    private static Throwable settlesAs(
            ValkeyServer valkey, Delivery delivery, Settlement settlement, String forbidden) {
        valkey.command("ACL", "SETUSER", "clerk", "on", ">secret", "~*", "&*", "+@all", forbidden);
        io.lettuce.core.RedisClient client =
                io.lettuce.core.RedisClient.create("redis://clerk:secret@127.0.0.1:" + valkey.port());
        try {
            ValkeyConnections connections = new ValkeyConnections(client);
            return org.assertj.core.api.Assertions.catchThrowable(
                    () -> Settler.tryOnce(connections, delivery, TARGETS, settlement));
        } finally {
            client.shutdown(0, 1, java.util.concurrent.TimeUnit.SECONDS);
            valkey.command("ACL", "DELUSER", "clerk");
        }
    }

    @Test
    void findsOutThatAnEntryIsNoLongerHeld() throws Exception {
        // given
        OwnershipCheck check = new OwnershipCheck(connections);
        Delivery delivery = delivery("me", 1);
        assertThat(check.isStillHeld(delivery)).isTrue();

        // when: another worker takes the entry over while this process sleeps
        streams.server.xclaim(JOBS, Consumer.from(GROUP, "other"), 0, id);

        // then
        assertThat(check.isStillHeld(delivery)).isFalse();
        assertThat(delivery.isHeld()).isFalse();
    }

    @Test
    void doesNotAskWhoHoldsAnEntryForAThirdOfTheClaimTime() throws Exception {
        // given
        OwnershipCheck check = new OwnershipCheck(connections);
        Delivery delivery = delivery("me", 1);
        delivery.heldSince(SuspendAwareInstant.now(), 60_000);

        // when: somebody takes it in spite of that
        streams.server.xclaim(JOBS, Consumer.from(GROUP, "other"), 0, id);

        // then
        assertThat(check.isStillHeld(delivery)).isTrue();
        assertThat(settle(delivery)).isEqualTo(SettleOutcome.LOST);
        assertThat(check.isStillHeld(delivery)).isFalse();
    }

    @Test
    void asksWhoHoldsAnEntryWhenItWasAskedForLongAgo() throws Exception {
        // given: the machine was asleep, so that only the clock on the wall went on
        OwnershipCheck check = new OwnershipCheck(connections);
        Delivery delivery = delivery("me", 1);
        delivery.heldSince(new SuspendAwareInstant(System.nanoTime(), System.currentTimeMillis() - 61_000), 60_000);

        // when
        streams.server.xclaim(JOBS, Consumer.from(GROUP, "other"), 0, id);

        // then
        assertThat(check.isStillHeld(delivery)).isFalse();
    }

    @Test
    void replacesAStateKeyOfAnotherType() throws Exception {
        // given
        streams.server.set(STATE, "in the way");

        // when // then
        assertThat(settle(delivery("me", 1))).isEqualTo(SettleOutcome.SETTLED);
        assertThat(streams.server.hgetall(STATE)).containsEntry("stage", "done");
    }

    @Test
    void leavesTheStateOfANewerEntryAlone() throws Exception {
        // given
        streams.server.hset(STATE, Map.of("stage", "decoding", "job_id", "99999999999999-0"));

        // when // then
        assertThat(settle(delivery("me", 1))).isEqualTo(SettleOutcome.SETTLED);
        assertThat(streams.server.hgetall(STATE)).containsEntry("stage", "decoding");
        assertThat(streams.entries(RESULTS)).hasSize(1);
    }

    @Test
    void aLateStageNeverOverwritesTheEnd() throws Exception {
        // given
        Delivery delivery = delivery("me", 1);
        Delivery late = delivery("me", 1);
        settle(delivery);

        // when: a write that was on its way arrives after the end
        HashWrite stage = new HashWrite(
                STATE, "job_id", Map.of("stage", "encoding", "job_id", id), Duration.ofHours(1), null, "");
        connections.commands();
        new HashWriter(connections, any -> false).write(late, stage);

        // then: the server has answered a later command, so it has seen the write
        connections.call(server -> server.ping());
        assertThat(streams.server.hgetall(STATE)).containsEntry("stage", "done");
    }

    @Test
    void writesAStageWhileTheEntryIsHeldAndClearsWhatAnOlderJobLeft() throws Exception {
        // given
        streams.server.hset(STATE, Map.of("stage", "failed", "error", "old", "job_id", "1-1"));
        connections.commands();

        // when
        new HashWriter(connections, any -> false)
                .write(
                        delivery("me", 1),
                        new HashWrite(
                                STATE,
                                "job_id",
                                Map.of("stage", "decoding", "job_id", id),
                                Duration.ofHours(1),
                                null,
                                ""));

        // then
        eventually(() -> "decoding".equals(streams.server.hget(STATE, "stage")));
        assertThat(streams.server.hgetall(STATE)).doesNotContainKey("error");
    }

    @Test
    void keepsAnEntryOfAStreamWithSeveralGroups() throws Exception {
        // given
        Delivery shared = new Delivery(JOBS, GROUP, "me", id, 1, Map.of(), false);

        // when
        SettleOutcome outcome = settler.settle(shared, Settler.Targets.NONE, new Settlement(Map.of(), null));

        // then
        assertThat(outcome).isEqualTo(SettleOutcome.SETTLED);
        assertThat(streams.entries(JOBS)).hasSize(1);
        assertThat(streams.pending()).isEmpty();
        assertThat(settler.settle(
                        new Delivery(JOBS, GROUP, "me", id, 1, Map.of(), false),
                        Settler.Targets.NONE,
                        new Settlement(Map.of(), null)))
                .isEqualTo(SettleOutcome.GONE);
    }

    @Test
    void trimsByAgeButNeverPastWhatAGroupHasNotAcknowledged() throws Exception {
        // given: three old results, of which a group has acknowledged the first and read the second
        for (int i = 1; i <= 3; i++) {
            streams.server.xadd(RESULTS, new io.lettuce.core.XAddArgs().id(i + "-0"), Map.of("n", "" + i));
        }
        streams.server.xgroupCreate(StreamOffset.from(RESULTS, "0"), "api");
        for (int i = 0; i < 2; i++) {
            streams.read(RESULTS, "api", "c");
        }
        streams.server.xack(RESULTS, "api", "1-0");

        // when
        new StreamTrimmer(connections, RESULTS, 1000).trimIfDue();

        // then
        eventually(() -> streams.entries(RESULTS).size() == 2);
        assertThat(streams.entries(RESULTS)).extracting(entry -> entry.getId()).isEqualTo(List.of("2-0", "3-0"));
    }
}
