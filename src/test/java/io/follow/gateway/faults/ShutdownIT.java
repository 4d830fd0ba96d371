package io.follow.gateway.faults;

import static io.follow.gateway.faults.Fault.WAIT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Workers that are asked to end, as at a deployment. */
@ExtendWith(SceneExtension.class)
class ShutdownIT {

    private static final int DEPLOYMENTS = 5;

    private final Scene scene;

    ShutdownIT(Scene scene) {
        this.scene = scene;
    }

    @Test
    void aJobThatIsTooLongForTheShutdownIsHandedOverUncounted() {
        // given
        Sent job = scene.send(WAIT, Place.DECODE);
        scene.awaitAt(Place.DECODE, job, 1);
        List<Sent> shortOnes = scene.send(10);

        // when
        scene.fault();
        int exitCode = scene.workerOf(job).process().terminate();
        scene.awaitAt(Place.DECODE, job, 2);
        scene.letGo(job);

        // then
        assertThat(exitCode).isIn(0, 143);
        assertThat(scene.resultOf(job)).containsEntry("status", "processed");
        assertThat(scene.runsOf(job)).containsExactly(1, 1);
        shortOnes.forEach(each -> assertThat(scene.runsOf(each)).containsExactly(1));
    }

    @Test
    void aWorkerThatIsAskedToEndWhileTheServerIsAwaySaysItInLinesAndEnds() {
        // given a job in hand and a server that is gone
        Sent job = scene.send(WAIT, Place.DECODE);
        scene.awaitAt(Place.DECODE, job, 1);
        Worker worker = scene.workerOf(job);
        scene.fault().server().kill();
        scene.awaitNotReady(worker);

        // when
        int exitCode = worker.process().terminate();

        // then
        assertThat(exitCode).isIn(0, 143);
        assertThat(worker.process().log())
                .contains("unfinished entries not handed over")
                .doesNotContain("\tat ");

        // when it is back
        scene.server().restart();
        worker.mend();
        scene.awaitAt(Place.DECODE, job, 2);
        scene.letGo(job);

        // then
        assertThat(scene.resultOf(job)).containsEntry("status", "processed");
    }

    @Test
    @Tag("soak")
    void fiveDeploymentsInARowDeadLetterNothing() {
        // given
        Sent job = scene.send(WAIT, Place.DECODE);

        // when
        for (int deployment = 1; deployment <= DEPLOYMENTS; deployment++) {
            scene.send(5);
            scene.awaitAt(Place.DECODE, job, deployment);
            Worker worker = scene.workerOf(job);
            scene.fault();
            assertThat(worker.process().terminate()).isIn(0, 143);
            scene.awaitAt(Place.DECODE, job, deployment + 1);
            worker.mend();
            scene.awaitAllReady();
        }
        scene.letGo(job);

        // then
        assertThat(scene.resultOf(job)).containsEntry("status", "processed");
        assertThat(scene.runsOf(job)).hasSize(DEPLOYMENTS + 1).containsOnly(1);
    }
}
