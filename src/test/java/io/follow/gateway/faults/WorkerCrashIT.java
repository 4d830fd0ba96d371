package io.follow.gateway.faults;

import static io.follow.gateway.faults.Fault.HALT;
import static io.follow.gateway.faults.Fault.HALT_ONCE;
import static io.follow.gateway.faults.Fault.WAIT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Workers that end without any farewell. */
@ExtendWith(SceneExtension.class)
class WorkerCrashIT {

    private final Scene scene;

    WorkerCrashIT(Scene scene) {
        this.scene = scene;
    }

    @Test
    void theOtherWorkerTakesOverAJobWhoseWorkerWasKilledWhileItDecoded() {
        // given
        Sent job = scene.send(WAIT, Place.DECODE);
        scene.awaitAt(Place.DECODE, job, 1);
        Worker first = scene.workerOf(job);

        // when
        scene.kill(first);
        scene.awaitAt(Place.DECODE, job, 2);
        scene.letGo(job);

        // then
        assertThat(scene.resultOf(job)).containsEntry("status", "processed");
        assertThat(scene.runsOf(job)).containsExactly(1, 2);
    }

    @Test
    void aCrashBetweenStoreAndResultReplacesTheObjectAndGivesOneResult() {
        // given
        Sent job = scene.send(HALT_ONCE, Place.STORED);

        // when
        scene.awaitAt(Place.STORED, job, 1);
        scene.fault();

        // then
        assertThat(scene.resultOf(job)).containsEntry("status", "processed");
        assertThat(scene.runsOf(job)).containsExactly(1, 2);
    }

    @Test
    void aCrashBeforeTheReplyToTheSettleIsReadGivesNoSecondResult() {
        // given
        Sent job = scene.send(WAIT, Place.SETTLE);
        scene.awaitAt(Place.SETTLE, job, 1);
        Worker worker = scene.workerOf(job);
        worker.proxy().dropReplies();

        // when
        scene.letGo(job);
        assertThat(scene.resultOf(job)).containsEntry("status", "processed");
        scene.kill(worker);

        // then
        assertThat(scene.runsOf(job)).containsExactly(1);
    }

    @Test
    void aJobThatKillsEveryWorkerEndsAsADeadLetterAndItsNeighboursSucceed() {
        // given
        List<Sent> before = scene.send(5);
        Sent poison = scene.send(HALT, Place.DECODE);
        List<Sent> after = scene.send(5);

        // when: whoever runs it dies, and is started again as by a supervisor
        for (int run = 1; run <= Scene.MAX_DELIVERIES; run++) {
            scene.awaitAt(Place.DECODE, poison, run);
            Worker dead = scene.workerOf(poison);
            dead.process().process().onExit().join();
            scene.fault();
            dead.mend();
        }

        // then
        assertThat(scene.resultOf(poison)).containsEntry("error_code", "MAX_DELIVERIES_EXCEEDED");
        assertThat(scene.runsOf(poison)).containsExactly(1, 2, 3);
        before.forEach(job -> assertThat(scene.resultOf(job)).containsEntry("status", "processed"));
        after.forEach(job -> assertThat(scene.resultOf(job)).containsEntry("status", "processed"));
    }
}
