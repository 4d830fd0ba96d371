package io.follow.gateway.deadletter;

import static io.follow.gateway.deadletter.Letters.DEAD;
import static io.follow.gateway.deadletter.Letters.FIRSTS;
import static io.follow.gateway.deadletter.Letters.JOBS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.follow.gateway.testing.ValkeyExtension;
import io.follow.gateway.testing.ValkeyServer;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ValkeyExtension.class)
class DeadLettersIT {

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

    @Test
    void listsTheOldestFirstPageByPage() throws Exception {
        // given
        String first = letters.add(Letters.job("a"), "1-0");
        String second = letters.add(Letters.job("b"), "2-0");
        String third = letters.add(Letters.job("c"), "3-0");

        // when
        DeadLetterPage page = operator.list(null, 2);
        DeadLetterPage rest = operator.list(page.next(), 2);

        // then
        assertThat(page.letters()).extracting(DeadLetterView::id).containsExactly(first, second);
        assertThat(page.next()).isEqualTo(second);
        assertThat(rest.letters()).extracting(DeadLetterView::id).containsExactly(third);
        assertThat(rest.next()).isNull();
    }

    @Test
    void listsNothingWhereThereIsNothing() throws Exception {
        assertThat(operator.list(null, 10)).isEqualTo(new DeadLetterPage(List.of(), null));
    }

    @Test
    void refusesAPageOfNoOrTooManyLetters() {
        assertThatThrownBy(() -> operator.list(null, 0)).hasMessage("count is 0, expected 1 to 1000");
        assertThatThrownBy(() -> operator.list(null, 1001)).hasMessage("count is 1001, expected 1 to 1000");
    }

    @Test
    void refusesAnIdThatIsNone() {
        assertThatThrownBy(() -> operator.show("+")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> operator.list("(1-0", 5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> operator.delete("-")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void showsEveryFieldButHidesTheUploadToken() throws Exception {
        // given
        Map<String, String> job = new LinkedHashMap<>(Letters.job("a"));
        job.put("upload_token", "secret");
        String id = letters.add(job, "1-0");

        // when
        DeadLetterView deadLetterView = operator.show(id).orElseThrow();

        // then
        assertThat(deadLetterView.fields())
                .containsEntry("image_id", "a")
                .containsEntry("dlq_reason", "SOURCE_NOT_FOUND")
                .containsEntry("upload_token", "(hidden)");
        assertThat(deadLetterView.field("no_such")).isEmpty();
    }

    @Test
    void showsNothingThatIsNotThere() throws Exception {
        assertThat(operator.show("1-0")).isEmpty();
    }

    @Test
    void deletesALetterAndWhatIsRememberedAboutIt() throws Exception {
        // given
        String id = letters.add(Letters.job("a"), "5-0");
        letters.server.hset(FIRSTS, Map.of("5-0", "1-0", "6-0", "2-0"));

        // when // then
        assertThat(operator.delete(id)).isTrue();
        assertThat(operator.delete(id)).isFalse();
        assertThat(letters.entries(DEAD)).isEmpty();
        assertThat(letters.server.hgetall(FIRSTS)).containsOnlyKeys("6-0");
    }

    @Test
    void replaysAllThatAreThereAndNamesThoseThatCannotBe() throws Exception {
        // given: more than one batch, one of another stream, and one that was cut
        for (int i = 1; i <= 250; i++) {
            letters.add(Letters.job("image-" + i), i + "-0");
        }
        String foreign = letters.server.xadd(DEAD, Letters.deadFields(Letters.job("x"), "other", "1-0"));
        Map<String, String> firstPart = new LinkedHashMap<>(Letters.job("y"));
        firstPart.put("dlq_truncated", "true");
        String cut = letters.add(firstPart, "300-0");

        // when
        ReplaySummary summary = operator.replayAll();

        // then
        assertThat(summary.replayed()).isEqualTo(250);
        assertThat(summary.gone()).isZero();
        assertThat(summary.refused())
                .containsExactly(
                        new Replay(foreign, Replay.Outcome.FOREIGN, null),
                        new Replay(cut, Replay.Outcome.TRUNCATED, null));
        assertThat(letters.entries(DEAD)).extracting(entry -> entry.getId()).containsExactly(foreign, cut);
        assertThat(letters.entries(JOBS))
                .hasSize(250)
                .extracting(entry -> entry.getBody().get("image_id"))
                .startsWith("image-1", "image-2")
                .endsWith("image-250");
    }

    @Test
    void replaysNoneWhereThereIsNone() throws Exception {
        assertThat(operator.replayAll()).isEqualTo(new ReplaySummary(0, 0, List.of()));
    }

    @Test
    void leavesLettersThatAreAddedWhileAllAreReplayed() throws Exception {
        // given: for each job that is queued again another one becomes a dead letter
        for (int i = 1; i <= 150; i++) {
            letters.add(Letters.job("image-" + i), i + "-0");
        }
        var adding = letters.client.connect().async();
        StatefulRedisPubSubConnection<String, String> listener = letters.client.connectPubSub();
        listener.addListener(new RedisPubSubAdapter<>() {
            @Override
            public void message(String channel, String message) {
                adding.xadd(DEAD, Letters.deadFields(Letters.job("late"), JOBS, "1-0"));
            }
        });
        listener.sync().subscribe(Letters.EVENTS);

        // when
        ReplaySummary summary = operator.replayAll();

        // then
        assertThat(summary.replayed()).isEqualTo(150);
        await().until(() -> letters.server.xlen(DEAD) == 150);
        assertThat(letters.entries(DEAD))
                .allSatisfy(entry -> assertThat(entry.getBody()).containsEntry("image_id", "late"));
    }
}
