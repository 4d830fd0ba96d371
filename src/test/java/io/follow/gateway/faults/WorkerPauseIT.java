package io.follow.gateway.faults;

import static io.follow.gateway.faults.Fault.WAIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.follow.gateway.contract.Wire;
import io.lettuce.core.Consumer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Workers that are slow, asleep or no longer known to the group. */
@ExtendWith(SceneExtension.class)
class WorkerPauseIT {

    private final Scene scene;

    WorkerPauseIT(Scene scene) {
        this.scene = scene;
    }

    @Test
    void theLateEndOfAWorkerThatWasStoppedPastTheClaimTimeChangesNothing() {
        // given
        Sent job = scene.send(WAIT, Place.DECODE);
        scene.awaitAt(Place.DECODE, job, 1);
        Worker first = scene.workerOf(job);

        // when
        scene.fault();
        first.process().pause();
        scene.awaitAt(Place.DECODE, job, 2);
        scene.letGo(job);
        assertThat(scene.resultOf(job)).containsEntry("status", "processed");
        first.process().resume();
        await().atMost(Scene.LIMIT)
                .until(() -> first.process().log().contains(job.jobId() + " delivery 1 is no longer this consumer's"));

        // then
        assertThat(scene.runsOf(job)).containsExactly(1, 2);
    }

    @Test
    void theSettleOfAWorkerThatWakesUpAfterTheEndOfItsJobChangesNothing() {
        // given
        Sent job = scene.send(WAIT, Place.SETTLE);
        scene.awaitAt(Place.SETTLE, job, 1);
        Worker first = scene.workerOf(job);

        // when
        scene.fault();
        first.process().pause();
        scene.awaitAt(Place.SETTLE, job, 2);
        scene.letGo(job);
        Map<String, String> result = scene.resultOf(job);
        Map<String, String> status = scene.wire().statusOf(job.job());
        first.process().resume();
        scene.awaitLine(job.jobId() + " delivery 1 was not settled here: ");

        // then
        assertThat(result).containsEntry("status", "processed");
        assertThat(scene.resultOf(job)).isEqualTo(result);
        assertThat(scene.wire().statusOf(job.job())).isEqualTo(status);
        assertThat(scene.runsOf(job)).containsExactly(1, 2);
    }

    @Test
    void theSettleOfAWorkerThatWakesUpWhileAnotherOneHasItsJobAnswersLost() {
        // given
        Sent job = scene.send(WAIT, Place.SETTLE);
        scene.awaitAt(Place.SETTLE, job, 1);
        Worker first = scene.workerOf(job);

        // when: the second falls asleep as well, so that it still has the job when the first one settles
        scene.fault();
        first.process().pause();
        scene.awaitAt(Place.SETTLE, job, 2);
        Worker second = scene.workerOf(job);
        second.process().pause();
        scene.letGo(job);
        first.process().resume();
        scene.awaitLine(job.jobId() + " delivery 1 was not settled here: LOST");
        second.process().resume();

        // then
        assertThat(scene.resultOf(job)).containsEntry("status", "processed");
        assertThat(scene.runsOf(job)).startsWith(1, 2);
    }

    @Test
    void aJobFiveTimesLongerThanTheClaimTimeRunsOnce() {
        // given
        Sent job = scene.fault().send(WAIT, Place.DECODE);
        scene.awaitAt(Place.DECODE, job, 1);

        // when
        scene.pass(5 * Scene.CLAIM_IDLE_MILLIS / 1_000);
        scene.letGo(job);

        // then
        assertThat(scene.resultOf(job)).containsEntry("status", "processed");
        assertThat(scene.runsOf(job)).containsExactly(1);
    }

    @Test
    void aRunningJobWhoseConsumerIsDeletedFromTheGroupEndsWithItsResult() {
        // given
        Sent job = scene.send(WAIT, Place.DECODE);
        scene.awaitAt(Place.DECODE, job, 1);

        // when
        scene.fault();
        deleteConsumerOf(job);
        scene.letGo(job);

        // then
        assertThat(scene.resultOf(job)).containsEntry("status", "processed");
        assertThat(scene.runsOf(job)).containsExactly(1);
    }

    @Test
    void theJobsOfADeadWorkerWhoseConsumerIsDeletedAreAdopted() {
        // given
        List<Sent> jobs = List.of(scene.send(WAIT, Place.DECODE), scene.send(WAIT, Place.DECODE));
        jobs.forEach(job -> scene.awaitAt(Place.DECODE, job, 1));

        // when
        Sent orphan = jobs.get(0);
        Worker worker = scene.workerOf(orphan);
        worker.process().pause();
        deleteConsumerOf(orphan);
        scene.kill(worker);
        jobs.forEach(scene::letGo);

        // then
        jobs.forEach(job -> assertThat(scene.resultOf(job)).containsEntry("status", "processed"));
    }

    private void deleteConsumerOf(Sent job) {
        String name = scene.consumerOf(job);
        assertThat(scene.wire().commands().xgroupDelconsumer(Wire.PROCESS, Consumer.from(Wire.GROUP, name)))
                .isPositive();
    }
}
