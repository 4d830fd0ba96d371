package io.follow.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.job.Stage;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which events of progress watchers are told, and in which order. */
class LiveProgressTest extends LiveStatusFixture {

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
}
