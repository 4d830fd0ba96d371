package io.follow.gateway.faults;

import static io.follow.gateway.faults.Fault.WAIT;
import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.contract.Wire;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody destroys what is on the server. */
@ExtendWith(SceneExtension.class)
class DataLossIT {

    private final Scene scene;

    DataLossIT(Scene scene) {
        this.scene = scene;
    }

    @ParameterizedTest
    @ValueSource(strings = {"FLUSHALL", "DEL " + Wire.PROCESS})
    void laterJobsAreServedAfterTheStreamIsLostWhileReadersBlock(String command) {
        // when
        scene.fault().server().command(command.split(" "));

        // then
        scene.send(20).forEach(job -> assertThat(scene.resultOf(job)).containsEntry("status", "processed"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"FLUSHALL", "DEL " + Wire.PROCESS})
    void laterJobsAreServedAndTheJobInHandHasNoResultAfterTheStreamIsLostUnderLoad(String command) {
        // given
        Sent lost = scene.send(WAIT, Place.SETTLE);
        scene.awaitAt(Place.SETTLE, lost, 1);

        // when
        scene.fault().server().command(command.split(" "));
        scene.forget(lost);
        scene.letGo(lost);

        // then
        scene.send(20).forEach(job -> assertThat(scene.resultOf(job)).containsEntry("status", "processed"));
        assertThat(scene.wire().resultsOf(lost.jobId())).isEmpty();
    }

    @Test
    void noJobIsLostWhenTheGroupIsDestroyedUnderLoad() {
        // given
        Sent inHand = scene.send(WAIT, Place.DECODE);
        scene.awaitAt(Place.DECODE, inHand, 1);
        List<Sent> jobs = scene.send(100);

        // when
        scene.fault().server().command("XGROUP", "DESTROY", Wire.PROCESS, Wire.GROUP);
        scene.letGo(inHand);

        // then
        assertThat(scene.resultOf(inHand)).containsEntry("status", "processed");
        jobs.forEach(job -> assertThat(scene.resultOf(job)).containsEntry("status", "processed"));
    }

    @Test
    void readersThatBlockMakeADestroyedGroupAgain() {
        // given
        scene.fault().server().command("XGROUP", "DESTROY", Wire.PROCESS, Wire.GROUP);

        // when
        List<Sent> jobs = scene.send(5);

        // then
        jobs.forEach(job -> assertThat(scene.resultOf(job)).containsEntry("status", "processed"));
    }
}
