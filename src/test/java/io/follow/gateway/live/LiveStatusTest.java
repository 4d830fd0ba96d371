package io.follow.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.follow.gateway.job.Stage;
import io.lettuce.core.RedisException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How a watch begins, goes on and ends. */
class LiveStatusTest extends LiveStatusFixture {

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
        timer.shutdown();

        // when
        hears("a", "5-0", Stage.DONE);

        // then
        assertThat(client.told()).containsExactly("image_unknown a");
    }
}
