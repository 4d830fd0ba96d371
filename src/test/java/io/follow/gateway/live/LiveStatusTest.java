package io.follow.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.follow.gateway.job.ImageId;
import io.follow.gateway.job.JobId;
import io.follow.gateway.job.Stage;
import io.lettuce.core.RedisException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What watchers are told, in front of a server in memory and with a time of the test's own. */
class LiveStatusTest {

    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration RESYNC = Duration.ofSeconds(30);
    private static final Duration HEARTBEAT = Duration.ofMinutes(2);

    private final FakeServer server = new FakeServer();
    private final ManualTimer timer = new ManualTimer();
    private final LiveStatus live = new LiveStatus(
            server, server, server, new LiveStatus.Rhythm(HEARTBEAT, LOOK, RESYNC), timer, timer::nanoTime);
    private final RecordingClient client = new RecordingClient();

    private Subscription watch(String... images) throws InterruptedException {
        return watch(client, images);
    }

    private Subscription watch(LiveClient watcher, String... images) throws InterruptedException {
        return live.watch(Arrays.stream(images).map(ImageId::new).toList(), watcher);
    }

    private void hears(String image, String jobId, Stage stage) {
        live.changed(Fields.event(image, Fields.hash(jobId, stage)));
    }

    // The beginning

    @Test
    void tellsTheStateOfTheMomentFirst() throws Exception {
        // given
        server.reaches("a", "5-0", Stage.ENCODING);
        server.ends("b", "4-0");

        // when
        watch("a", "b", "c");

        // then
        assertThat(client.told())
                .containsExactly("image_progress a encoding", "image_processed b done", "image_unknown c");
    }

    @Test
    void tellsTheResultWithAnEndOfBefore() throws Exception {
        // given
        server.ends("a", "4-0");

        // when
        watch("a");

        // then
        assertThat(client.lastData()).containsEntry("file_size", "1234").containsEntry("stage", "done");
        assertThat(client.told()).endsWith("finish");
    }

    @Test
    void tellsAnEndWhoseResultIsGone() throws Exception {
        server.reaches("a", "4-0", Stage.FAILED);

        watch("a");

        assertThat(client.told()).containsExactly("image_failed a failed", "finish");
    }

    @Test
    void tellsTheStateToTheNewWatcherAlone() throws Exception {
        // given
        server.reaches("a", "5-0", Stage.DECODING);
        watch("a");
        RecordingClient second = new RecordingClient();

        // when
        watch(second, "a");

        // then
        assertThat(client.told()).containsExactly("image_progress a decoding");
        assertThat(second.told()).containsExactly("image_progress a decoding");
    }

    @Test
    void refusesAWatchWhileTheServerIsAway() {
        // given
        server.goAway();

        // when, then
        assertThatThrownBy(() -> watch("a")).isInstanceOf(RedisException.class);
        assertThat(live.isIdle()).isTrue();
        assertThat(client.told()).isEmpty();
    }

    @Test
    void stopsListeningAfterAWatchThatFailedHalfway() {
        // given: there are events but no answers to commands
        server.losesCommands();
        assertThatThrownBy(() -> watch("a")).isInstanceOf(RedisException.class);

        // when
        timer.advance(LOOK);

        // then
        assertThat(server.isListenedTo()).isFalse();
    }

    // Progress

    @Test
    void tellsProgressAtOnce() throws Exception {
        watch("a");

        hears("a", "5-0", Stage.DECODING);

        assertThat(client.told()).containsExactly("image_unknown a", "image_progress a decoding");
        assertThat(client.lastData())
                .containsEntry("image_id", "a")
                .containsEntry("progress", "30")
                .containsEntry("job_id", "5-0");
    }

    @Test
    void tellsOnlyWhoWatchesTheImage() throws Exception {
        // given
        RecordingClient other = new RecordingClient();
        watch("a");
        watch(other, "b");
        client.clear();
        other.clear();

        // when
        hears("b", "5-0", Stage.DECODING);

        // then
        assertThat(client.told()).isEmpty();
        assertThat(other.told()).containsExactly("image_progress b decoding");
    }

    @Test
    void tellsEventsInTheirOrderWhateverTheOrderInWhichTheyCome() throws Exception {
        // given
        watch("a");
        client.clear();

        // when: a late event, a duplicate, an older job, a newer one
        hears("a", "7-0", Stage.ENCODING);
        hears("a", "7-0", Stage.DECODING);
        hears("a", "7-0", Stage.ENCODING);
        hears("a", "6-0", Stage.UPLOADING);
        hears("a", "8-0", Stage.VALIDATING);

        // then
        assertThat(client.told()).containsExactly("image_progress a encoding", "image_progress a validating");
    }

    @Test
    void passesOverWhatIsNoEvent() throws Exception {
        // given
        watch("a");
        client.clear();

        // when: anybody may publish on the channel
        live.changed(Map.of());
        live.changed(Map.of("image_id", "../a", "stage", "decoding"));
        live.changed(Map.of("image_id", "a"));
        live.changed(Map.of("image_id", "a", "stage", "sleeping"));

        // then
        assertThat(client.told()).isEmpty();
    }

    @Test
    void aStateThatWasReadBeforeAnEventDoesNotFollowIt() throws Exception {
        // given: while the hash of before is on its way, the event of the next stage comes
        server.reaches("a", "5-0", Stage.DECODING);
        server.afterNextHashesRead(() -> hears("a", "5-0", Stage.ENCODING));

        // when
        watch("a");

        // then
        assertThat(client.told()).containsExactly("image_progress a encoding");
    }

    @Test
    void thatNothingIsKnownDoesNotFollowAnEvent() throws Exception {
        server.afterNextHashesRead(() -> hears("a", "5-0", Stage.VALIDATING));

        watch("a");

        assertThat(client.told()).containsExactly("image_progress a validating");
    }

    // Ends

    @Test
    void tellsAnEndWithItsResultAsSoonAsItsEventComes() throws Exception {
        // given
        watch("a");
        server.ends("a", "5-0");

        // when
        hears("a", "5-0", Stage.DONE);
        timer.runWaiting();

        // then
        assertThat(client.told()).containsExactly("image_unknown a", "image_processed a done", "finish");
        assertThat(client.lastData()).containsEntry("file_size", "1234").containsEntry("progress", "100");
    }

    @Test
    void readsTheResultsOnceForManyEndsAtOnce() throws Exception {
        // given
        watch("a", "b");
        server.ends("a", "5-0");
        server.ends("b", "6-0");

        // when
        hears("a", "5-0", Stage.DONE);
        hears("b", "6-0", Stage.DONE);

        // then
        assertThat(timer.runWaiting()).isEqualTo(1);
        assertThat(client.told()).endsWith("image_processed a done", "image_processed b done", "finish");
    }

    @Test
    void tellsAnEndWhoseEventWasLost() throws Exception {
        // given
        watch("a");
        server.ends("a", "5-0");

        // when
        timer.advance(LOOK);

        // then
        assertThat(client.told()).endsWith("image_processed a done", "finish");
    }

    @Test
    void tellsAnEndOnceHoweverOftenItIsFound() throws Exception {
        // given: the result is there twice, and its event comes late
        watch("a", "b");
        server.ends("a", "5-0");
        server.ends("a", "5-0");
        client.clear();

        // when
        timer.advance(LOOK);
        hears("a", "5-0", Stage.DONE);
        timer.runWaiting();
        timer.advance(RESYNC);

        // then
        assertThat(client.told()).containsExactly("image_processed a done");
    }

    @Test
    void aLateEventDoesNotFollowTheEnd() throws Exception {
        // given
        watch("a", "b");
        server.ends("a", "5-0");
        timer.advance(LOOK);
        client.clear();

        // when
        hears("a", "5-0", Stage.UPLOADING);
        hears("a", "6-0", Stage.VALIDATING);

        // then
        assertThat(client.told()).isEmpty();
    }

    @Test
    void theEndOfAnOlderJobDoesNotEndANewerOne() throws Exception {
        // given
        watch("a");
        hears("a", "6-0", Stage.VALIDATING);
        client.clear();

        // when
        server.addResult("1000-0", Fields.processed("a", "5-0"));
        timer.advance(LOOK);
        hears("a", "6-0", Stage.DECODING);

        // then
        assertThat(client.told()).containsExactly("image_progress a decoding");
    }

    @Test
    void tellsAnEndByItsResultWhereANewerJobHasTheHashAlready() throws Exception {
        // given
        watch("a");
        client.clear();
        server.addResult("1000-0", Fields.failed("a", "5-0"));
        server.reaches("a", "6-0", Stage.VALIDATING);

        // when
        timer.advance(LOOK);

        // then
        assertThat(client.told()).containsExactly("image_failed a failed", "finish");
        assertThat(client.lastData())
                .containsEntry("job_id", "5-0")
                .containsEntry("error_code", "DECODE_FAILED")
                .containsEntry("error", "pixels are missing");
    }

    @Test
    void passesOverResultsThatSayNothing() throws Exception {
        // given
        watch("a");
        client.clear();

        // when
        server.addResult("1000-0", Map.of("image_id", "a", "status", "processed"));
        server.addResult("1001-0", Map.of("status", "processed", "job_id", "5-0"));
        server.addResult("1002-0", Fields.processed("../a", "5-0"));
        server.addResult("1003-0", Fields.processed("nobody-watches", "5-0"));
        timer.advance(LOOK);

        // then
        assertThat(client.told()).isEmpty();
    }

    @Test
    void readsManyResultsInPagesAndTheRestInTheNextTurn() throws Exception {
        // given: more results than one turn reads, the watched one last
        watch("a");
        for (int i = 0; i < 20 * ResultReader.PAGE; i++) {
            server.addResult(new JobId(1_000, i).toString(), Fields.processed("other", new JobId(1, i).toString()));
        }
        server.addResult("2000-0", Fields.processed("a", "5-0"));
        client.clear();

        // when
        timer.advance(LOOK);
        assertThat(client.told()).isEmpty();
        timer.advance(LOOK);

        // then
        assertThat(client.told()).containsExactly("image_processed a done", "finish");
    }

    // What was missed

    @Test
    void comparesWithTheHashesNowAndThen() throws Exception {
        // given: an event was lost
        watch("a");
        client.clear();
        server.reaches("a", "5-0", Stage.ENCODING);

        // when
        timer.advance(LOOK);
        assertThat(client.told()).isEmpty();
        timer.advance(RESYNC);

        // then
        assertThat(client.told()).containsExactly("image_progress a encoding");
    }

    @Test
    void makesUpForAnOutageInTheFirstTurnAfterIt() throws Exception {
        // given
        watch("a", "b");
        client.clear();
        server.goAway();
        timer.advance(LOOK);
        server.ends("a", "5-0");
        server.reaches("b", "6-0", Stage.ENCODING);
        timer.advance(LOOK);
        assertThat(client.told()).isEmpty();

        // when
        server.comeBack();
        timer.advance(LOOK);

        // then
        assertThat(client.told()).containsExactly("image_processed a done", "image_progress b encoding");
    }

    @Test
    void listensAgainAfterAnOutage() throws Exception {
        // given: the client's subscription broke with the server
        watch("a");
        server.rest();

        // when
        timer.advance(LOOK);

        // then
        assertThat(server.isListenedTo()).isTrue();
    }

    @Test
    void readsResultsFromTheNewStartWhenTheServerHasLostItsData() throws Exception {
        // given
        server.addResult("9000-0", Fields.processed("other", "4-0"));
        watch("a");
        client.clear();
        server.losesItsData();
        timer.advance(RESYNC);

        // when: ids begin below those of before
        server.ends("a", "5-0");
        timer.advance(LOOK);

        // then
        assertThat(client.told()).containsExactly("image_processed a done", "finish");
    }

    @Test
    void doesNotTellThatAKnownImageHasBecomeUnknown() throws Exception {
        // given
        server.reaches("a", "5-0", Stage.DECODING);
        watch("a");
        client.clear();

        // when
        server.forgetHash("a");
        timer.advance(RESYNC);

        // then
        assertThat(client.told()).isEmpty();
    }

    @Test
    void goesOnAfterATurnThatFailed() throws Exception {
        // given
        watch("a");
        client.clear();
        server.ends("a", "5-0");
        server.afterNextHashesRead(() -> {
            throw new IllegalStateException("a defect");
        });
        timer.advance(LOOK);
        assertThat(client.told()).isEmpty();

        // when
        timer.advance(LOOK);

        // then
        assertThat(client.told()).containsExactly("image_processed a done", "finish");
    }

    // Heartbeats, and the end of a watch

    @Test
    void givesEachWatcherASignOfLife() throws Exception {
        // given
        RecordingClient other = new RecordingClient();
        watch("a");
        watch(other, "b");

        // when
        timer.advance(HEARTBEAT);

        // then
        assertThat(client.told()).containsExactly("image_unknown a", "heartbeat");
        assertThat(other.told()).containsExactly("image_unknown b", "heartbeat");
    }

    @Test
    void givesNoSignOfLifeOnceAllIsTold() throws Exception {
        // given: a slow client is still sent what it was told
        server.ends("a", "4-0");
        watch("a");

        // when
        timer.advance(HEARTBEAT);

        // then
        assertThat(client.told()).containsExactly("image_processed a done", "finish");
    }

    @Test
    void tellsNothingToWhoHasLeft() throws Exception {
        // given
        Subscription gone = watch("a");
        RecordingClient staying = new RecordingClient();
        watch(staying, "a");

        // when
        live.leave(gone);
        hears("a", "5-0", Stage.DECODING);
        timer.advance(HEARTBEAT);

        // then
        assertThat(client.told()).containsExactly("image_unknown a");
        assertThat(staying.told()).containsExactly("image_unknown a", "image_progress a decoding", "heartbeat");
    }

    @Test
    void leavesWhileItIsTold() throws Exception {
        // given: a client that finds out that it is gone when it is told something
        Map<String, Subscription> own = new HashMap<>();
        own.put(
                "a",
                watch(
                        new LiveClient() {
                            @Override
                            public void tell(LiveEvent event) {
                                Subscription begun = own.get("a");
                                if (begun != null) {
                                    live.leave(begun);
                                }
                            }

                            @Override
                            public void finish() {}
                        },
                        "a"));
        watch("a");

        // when
        hears("a", "5-0", Stage.DECODING);
        hears("a", "5-0", Stage.ENCODING);

        // then
        assertThat(client.told())
                .containsExactly("image_unknown a", "image_progress a decoding", "image_progress a encoding");
    }

    @Test
    void asksNothingOfTheServerWhileNobodyWatches() throws Exception {
        // given
        Subscription first = watch("a");
        Subscription second = watch("a");
        live.leave(first);
        timer.advance(LOOK);
        assertThat(server.isListenedTo()).isTrue();

        // when
        live.leave(second);
        timer.advance(LOOK);

        // then
        assertThat(live.isIdle()).isTrue();
        assertThat(server.isListenedTo()).isFalse();
        int pages = server.pagesRead();
        timer.advance(RESYNC);
        assertThat(server.pagesRead()).isEqualTo(pages);
    }

    @Test
    void readsOnlyNewResultsWhenSomebodyWatchesAgain() throws Exception {
        // given: a watcher was there before
        live.leave(watch("a"));
        timer.advance(LOOK);
        server.addResult("1000-0", Fields.processed("a", "4-0"));

        // when: the image is processed once more
        server.queues("a");
        watch("a");
        timer.advance(LOOK);

        // then
        assertThat(client.told()).containsExactly("image_unknown a", "image_progress a queued");
    }

    @Test
    void finishesAllWatchesWhenTheProgramStops() throws Exception {
        // given
        RecordingClient other = new RecordingClient();
        watch("a");
        watch(other, "b");

        // when
        live.finishAll();

        // then
        assertThat(client.told()).endsWith("finish");
        assertThat(other.told()).endsWith("finish");
    }

    @Test
    void passesOverAnEndThatComesAfterItWasClosed() throws Exception {
        // given
        watch("a");
        live.close();

        // when
        hears("a", "5-0", Stage.DONE);

        // then
        assertThat(client.told()).containsExactly("image_unknown a");
    }
}
