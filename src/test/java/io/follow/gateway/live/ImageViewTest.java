package io.follow.gateway.live;

import static io.follow.gateway.live.Fields.state;
import static io.follow.gateway.live.Fields.stateWithoutJob;
import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.job.Stage;
import org.junit.jupiter.api.Test;

/** Which states are news for a watcher. */
class ImageViewTest {

    private final ImageView view = new ImageView();

    @Test
    void aJobMovesForward() {
        assertThat(view.moveTo(state("5-0", Stage.VALIDATING))).isTrue();
        assertThat(view.moveTo(state("5-0", Stage.ENCODING))).isTrue();
        assertThat(view.moveTo(state("5-0", Stage.DONE))).isTrue();
    }

    @Test
    void aJobNeverMovesBack() {
        // given
        view.moveTo(state("5-0", Stage.ENCODING));

        // when, then: a retry begins again
        assertThat(view.moveTo(state("5-0", Stage.VALIDATING))).isFalse();
        assertThat(view.moveTo(state("5-0", Stage.UPLOADING))).isTrue();
    }

    @Test
    void theSameStageIsNewsOnce() {
        view.moveTo(state("5-0", Stage.DECODING));

        assertThat(view.moveTo(state("5-0", Stage.DECODING))).isFalse();
    }

    @Test
    void aNewerJobReplacesAnOlderOneAtAnyStage() {
        // given
        view.moveTo(state("5-0", Stage.UPLOADING));

        // when, then
        assertThat(view.moveTo(state("6-0", Stage.VALIDATING))).isTrue();
        assertThat(view.moveTo(state("6-0", Stage.DECODING))).isTrue();
    }

    @Test
    void idsAreComparedAsNumbers() {
        view.moveTo(state("9-0", Stage.UPLOADING));

        assertThat(view.moveTo(state("10-0", Stage.VALIDATING))).isTrue();
    }

    @Test
    void anOlderJobIsNoNewsNotEvenItsEnd() {
        view.moveTo(state("6-0", Stage.VALIDATING));

        assertThat(view.moveTo(state("5-0", Stage.UPLOADING))).isFalse();
        assertThat(view.moveTo(state("5-0", Stage.DONE))).isFalse();
        assertThat(view.hasEnded()).isFalse();
    }

    @Test
    void nothingFollowsAnEndNotEvenANewerJob() {
        // given
        view.moveTo(state("5-0", Stage.FAILED));

        // when, then
        assertThat(view.hasEnded()).isTrue();
        assertThat(view.moveTo(state("5-0", Stage.DONE))).isFalse();
        assertThat(view.moveTo(state("6-0", Stage.VALIDATING))).isFalse();
    }

    @Test
    void aStateWithoutAJobCountsUntilAJobIsKnown() {
        assertThat(view.moveTo(stateWithoutJob(Stage.QUEUED))).isTrue();
        assertThat(view.moveTo(state("5-0", Stage.VALIDATING))).isTrue();
        assertThat(view.moveTo(stateWithoutJob(Stage.UPLOADING))).isFalse();
    }

    @Test
    void aJobReplacesAStateWithoutOneAtAnyStage() {
        view.moveTo(stateWithoutJob(Stage.UPLOADING));

        assertThat(view.moveTo(state("5-0", Stage.VALIDATING))).isTrue();
    }

    @Test
    void thatNothingIsKnownIsNewsOnce() {
        assertThat(view.nothingKnown()).isTrue();
        assertThat(view.nothingKnown()).isFalse();
    }

    @Test
    void thatNothingIsKnownIsNoNewsAfterAState() {
        view.moveTo(stateWithoutJob(Stage.QUEUED));

        assertThat(view.nothingKnown()).isFalse();
    }

    @Test
    void aStateIsNewsAfterNothingWasKnown() {
        view.nothingKnown();

        assertThat(view.moveTo(stateWithoutJob(Stage.QUEUED))).isTrue();
    }
}
