package io.follow.gateway.deadletter;

import static io.follow.gateway.deadletter.Letters.DEAD;
import static io.follow.gateway.deadletter.Letters.FIRSTS;
import static io.follow.gateway.deadletter.Letters.JOBS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.follow.gateway.deadletter.Replay.Outcome;
import io.follow.gateway.testing.ValkeyExtension;
import io.follow.gateway.testing.ValkeyServer;
import io.lettuce.core.Range;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ValkeyExtension.class)
class ReplayIT {

    private static final String STATUS = "image:status:a";

    private Letters letters;
    private DeadLetters operator;

    @BeforeEach
    void connect(ValkeyServer valkey) {
        letters = new Letters(valkey);
        operator = letters.operator();
    }

    @AfterEach
    void close() {
        letters.close();
    }

    private static Map<String, String> jobWithToken() {
        Map<String, String> job = new LinkedHashMap<>(Letters.job("a"));
        job.put("upload_token", "a.b.c");
        return job;
    }

    @Test
    void movesTheJobBackWithItsOwnFieldsAlone() throws Exception {
        // given
        String id = letters.add(Letters.job("a"), "1-0");

        // when
        Replay replay = operator.replay(id);

        // then
        assertThat(replay.outcome()).isEqualTo(Outcome.REPLAYED);
        assertThat(letters.entries(DEAD)).isEmpty();
        assertThat(letters.entries(JOBS)).singleElement().satisfies(entry -> {
            assertThat(entry.getId()).isEqualTo(replay.jobId());
            assertThat(entry.getBody()).isEqualTo(Letters.job("a"));
        });
    }

    @Test
    void keepsBytesThatAreNoText() throws Exception {
        // given
        RedisCommands<byte[], byte[]> bytes =
                letters.client.connect(ByteArrayCodec.INSTANCE).sync();
        byte[] name = {(byte) 0xff, 0, (byte) 0xc3};
        byte[] value = {(byte) 0x80, '\r', '\n', (byte) 0xfe};
        Map<byte[], byte[]> fields = new LinkedHashMap<>();
        fields.put(name, value);
        Letters.deadFields(Letters.job("a"), JOBS, "1-0")
                .forEach((field, text) -> fields.put(field.getBytes(UTF_8), text.getBytes(UTF_8)));
        String id = bytes.xadd(DEAD.getBytes(UTF_8), fields);

        // when
        operator.replay(id);

        // then
        assertThat(bytes.xrange(JOBS.getBytes(UTF_8), Range.create("-", "+")))
                .singleElement()
                .satisfies(entry -> assertThat(entry.getBody().entrySet()).anySatisfy(field -> {
                    assertThat(field.getKey()).isEqualTo(name);
                    assertThat(field.getValue()).isEqualTo(value);
                }));
    }

    @Test
    void ofTwoOperatorsOneMovesALetterAndTheOtherFindsItGone(ValkeyServer valkey) throws Exception {
        // given
        List<String> ids = IntStream.rangeClosed(1, 50)
                .mapToObj(i -> letters.add(Letters.job("image-" + i), i + "-0"))
                .toList();
        CyclicBarrier together = new CyclicBarrier(2);

        // when
        Map<Outcome, Integer> outcomes = new HashMap<>();
        try (Letters others = new Letters(valkey)) {
            CompletableFuture<List<Replay>> one = replayEach(operator, ids, together);
            CompletableFuture<List<Replay>> other = replayEach(others.operator(), ids, together);
            one.get(30, TimeUnit.SECONDS).forEach(replay -> outcomes.merge(replay.outcome(), 1, Integer::sum));
            other.get(30, TimeUnit.SECONDS).forEach(replay -> outcomes.merge(replay.outcome(), 1, Integer::sum));
        }

        // then
        assertThat(outcomes).isEqualTo(Map.of(Outcome.REPLAYED, 50, Outcome.GONE, 50));
        assertThat(letters.entries(JOBS)).hasSize(50);
    }

    private static CompletableFuture<List<Replay>> replayEach(
            DeadLetters operator, List<String> ids, CyclicBarrier together) {
        return CompletableFuture.supplyAsync(() -> ids.stream()
                .map(id -> {
                    try {
                        together.await(30, TimeUnit.SECONDS);
                        return operator.replay(id);
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toList());
    }

    @Test
    void refusesALetterOfAnotherStream() throws Exception {
        // given: the gateway's own field stands behind one that a producer wrote
        Map<String, String> fields = Letters.deadFields(Letters.job("a"), "other", "1-0");
        String id = letters.server.xadd(DEAD, fields);

        // when // then
        assertThat(operator.replay(id).outcome()).isEqualTo(Outcome.FOREIGN);
        assertThat(letters.entries(DEAD)).hasSize(1);
        assertThat(letters.entries(JOBS)).isEmpty();
    }

    @Test
    void goesByTheGatewaysOwnFieldWhereAProducerWroteOneOfThatName() throws Exception {
        // given
        String id = letters.server.xadd(
                DEAD, "dlq_stream", JOBS, "image_id", "a", "dlq_stream", "other", "dlq_entry_id", "1-0");

        // when // then
        assertThat(operator.replay(id).outcome()).isEqualTo(Outcome.FOREIGN);
    }

    @Test
    void refusesALetterWithoutItsOriginOrWithoutAJob() throws Exception {
        // given
        String noEntry = letters.server.xadd(DEAD, Letters.deadFields(Letters.job("a"), JOBS, "yesterday"));
        String noField = letters.server.xadd(DEAD, Letters.deadFields(Map.of(), JOBS, "1-0"));

        // when // then
        assertThat(operator.replay(noEntry).outcome()).isEqualTo(Outcome.UNKNOWN_ENTRY);
        assertThat(operator.replay(noField).outcome()).isEqualTo(Outcome.EMPTY);
        assertThat(letters.entries(DEAD)).hasSize(2);
    }

    @Test
    void refusesALetterWithMoreFieldsThanOneCallCanPass() throws Exception {
        // given
        Map<String, String> job = new LinkedHashMap<>();
        IntStream.range(0, 4000).forEach(i -> job.put("field-" + i, "x"));
        String id = letters.add(job, "1-0");

        // when // then
        assertThat(operator.replay(id).outcome()).isEqualTo(Outcome.TOO_MANY_FIELDS);
    }

    @Test
    void refusesALetterThatHoldsOnlyTheFirstPartOfItsJobAndKeepsIt() throws Exception {
        // given
        Map<String, String> cut = new LinkedHashMap<>(Letters.job("a"));
        cut.put("dlq_truncated", "true");
        String id = letters.add(cut, "1-0");

        // when
        Replay replay = operator.replay(id);

        // then
        assertThat(replay).isEqualTo(new Replay(id, Outcome.TRUNCATED, null));
        assertThat(letters.entries(JOBS)).isEmpty();
        assertThat(letters.entries(DEAD)).singleElement().satisfies(letter -> assertThat(letter.getBody())
                .containsEntry("dlq_truncated", "true"));
        assertThat(letters.server.exists(STATUS)).isZero();
    }

    @Test
    void writesNothingWhileAKeyHasAnotherType() {
        // given
        String id = letters.add(jobWithToken(), "1-0");
        letters.server.set(FIRSTS, "in the way");

        // when // then
        assertThatThrownBy(() -> operator.replay(id))
                .isInstanceOf(RedisException.class)
                .hasMessageContaining("WRONGTYPE");
        letters.server.del(FIRSTS);
        letters.server.set(JOBS, "in the way");
        assertThatThrownBy(() -> operator.replay(id))
                .isInstanceOf(RedisException.class)
                .hasMessageContaining("WRONGTYPE");
        assertThat(letters.entries(DEAD)).hasSize(1);
    }

    @Test
    void setsTheStatusToQueuedAndTellsEverybody() throws Exception {
        // given
        BlockingQueue<String> events = new LinkedBlockingQueue<>();
        StatefulRedisPubSubConnection<String, String> listener = letters.client.connectPubSub();
        listener.addListener(new RedisPubSubAdapter<>() {
            @Override
            public void message(String channel, String message) {
                events.add(message);
            }
        });
        listener.sync().subscribe(Letters.EVENTS);
        letters.server.hset(STATUS, Map.of("stage", "failed", "error", "old", "job_id", "1-0"));

        // when
        operator.replay(letters.add(Letters.job("a"), "1-0"));

        // then
        assertThat(letters.server.hgetall(STATUS))
                .isEqualTo(Map.of("stage", "queued", "progress", "0", "updated_at", Letters.NOW));
        assertThat(letters.server.pttl(STATUS)).isBetween(3_500_000L, 3_600_000L);
        assertThat(events.poll(10, TimeUnit.SECONDS))
                .isEqualTo("{\"image_id\":\"a\",\"stage\":\"queued\",\"progress\":\"0\",\"updated_at\":\"" + Letters.NOW
                        + "\"}");
    }

    @Test
    void replacesAStatusKeyOfAnotherType() throws Exception {
        // given
        letters.server.set(STATUS, "in the way");

        // when
        operator.replay(letters.add(Letters.job("a"), "1-0"));

        // then
        assertThat(letters.server.hgetall(STATUS)).containsEntry("stage", "queued");
    }

    @Test
    void leavesTheStatusOfANewerJobAlone() throws Exception {
        // given
        letters.server.hset(STATUS, Map.of("stage", "done", "job_id", "10-0"));

        // when
        Replay replay = operator.replay(letters.add(Letters.job("a"), "9-1"));

        // then
        assertThat(replay.outcome()).isEqualTo(Outcome.REPLAYED);
        assertThat(letters.server.hgetall(STATUS)).isEqualTo(Map.of("stage", "done", "job_id", "10-0"));
    }

    @Test
    void replaysAJobWithoutAUsableImageIdWithoutAStatus() throws Exception {
        // given
        String id = letters.add(Letters.job("no/id"), "1-0");

        // when // then
        assertThat(operator.replay(id).outcome()).isEqualTo(Outcome.REPLAYED);
        assertThat(letters.server.keys("image:status:*")).isEmpty();
    }

    @Test
    void remembersTheFirstEntryOfAJobWithATokenThroughEveryReplay() throws Exception {
        // given
        String first = operator.replay(letters.add(jobWithToken(), "7-1")).jobId();

        // when: the replayed job becomes a dead letter too
        String second = operator.replay(letters.add(jobWithToken(), String.valueOf(first)))
                .jobId();

        // then
        assertThat(letters.server.hgetall(FIRSTS)).isEqualTo(Map.of(String.valueOf(second), "7-1"));
    }

    @Test
    void remembersNothingAboutAJobWithoutAToken() throws Exception {
        // given // when
        operator.replay(letters.add(Letters.job("a"), "7-1"));

        // then
        assertThat(letters.server.exists(FIRSTS)).isZero();
    }

    @Test
    void writesNothingAtAllWhenOneCommandIsForbidden(ValkeyServer valkey) {
        // given
        String id = letters.add(Letters.job("a"), "1-0");
        valkey.command("ACL", "SETUSER", "default", "-xdel");
        try {
            // when // then
            assertThatThrownBy(() -> operator.replay(id)).hasMessageContaining("NOPERM this user may not XDEL");
            assertThat(letters.entries(JOBS)).isEmpty();
            assertThat(letters.entries(DEAD)).hasSize(1);
        } finally {
            valkey.command("ACL", "SETUSER", "default", "+xdel");
        }
    }
}
