package io.follow.gateway.faults;

import static io.follow.gateway.faults.JobFault.WAIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.follow.gateway.contract.JobClient;
import io.lettuce.core.Consumer;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Workers that are slow, asleep or no longer known to the group. */
@ExtendWith(FaultEnvironmentExtension.class)
class WorkerPauseIT {

    private final FaultEnvironment environment;

    WorkerPauseIT(FaultEnvironment environment) {
        this.environment = environment;
    }

    @Test
    void theLateEndOfAWorkerThatWasStoppedPastTheClaimTimeChangesNothing() {
        // given
        SubmittedJob job = environment.send(WAIT, InjectionPoint.DECODE);
        environment.awaitReached(InjectionPoint.DECODE, job, 1);
        Worker first = environment.workerOf(job);

        // when
        environment.countFault();
        first.process().pause();
        environment.awaitReached(InjectionPoint.DECODE, job, 2);
        environment.release(job);
        assertThat(environment.resultOf(job)).containsEntry("status", "processed");
        first.process().resume();
        // Its heartbeat notices it, or the step that would store the picture.
        Pattern late = Pattern.compile(
                job.jobId() + " delivery 1 (is no longer owned by this consumer|has been taken over meanwhile)");
        await().atMost(FaultEnvironment.LIMIT)
                .until(() -> late.matcher(first.process().log()).find());

        // then
        assertThat(environment.runsOf(job)).containsExactly(1, 2);
    }

    @Test
    void theSettleOfAWorkerThatWakesUpAfterTheEndOfItsJobChangesNothing() {
        // given
        SubmittedJob job = environment.send(WAIT, InjectionPoint.SETTLE);
        environment.awaitReached(InjectionPoint.SETTLE, job, 1);
        Worker first = environment.workerOf(job);

        // when
        environment.countFault();
        first.process().pause();
        environment.awaitReached(InjectionPoint.SETTLE, job, 2);
        environment.release(job);
        Map<String, String> result = environment.resultOf(job);
        Map<String, String> status = environment.jobClient().statusOf(job.job());
        first.process().resume();
        environment.awaitLine(job.jobId() + " delivery 1 was not settled here: ");

        // then
        assertThat(result).containsEntry("status", "processed");
        assertThat(environment.resultOf(job)).isEqualTo(result);
        assertThat(environment.jobClient().statusOf(job.job())).isEqualTo(status);
        assertThat(environment.runsOf(job)).containsExactly(1, 2);
    }

    @Test
    void theSettleOfAWorkerThatWakesUpWhileAnotherOneHasItsJobAnswersLost() {
        // given
        SubmittedJob job = environment.send(WAIT, InjectionPoint.SETTLE);
        environment.awaitReached(InjectionPoint.SETTLE, job, 1);
        Worker first = environment.workerOf(job);

        // when: the second falls asleep as well, so that it still has the job when the first one settles
        environment.countFault();
        first.process().pause();
        environment.awaitReached(InjectionPoint.SETTLE, job, 2);
        Worker second = environment.workerOf(job);
        second.process().pause();
        environment.release(job);
        first.process().resume();
        environment.awaitLine(job.jobId() + " delivery 1 was not settled here: LOST");
        second.process().resume();

        // then
        assertThat(environment.resultOf(job)).containsEntry("status", "processed");
        assertThat(environment.runsOf(job)).startsWith(1, 2);
    }

    @Test
    void aJobFiveTimesLongerThanTheClaimTimeRunsOnce() {
        // given
        SubmittedJob job = environment.countFault().send(WAIT, InjectionPoint.DECODE);
        environment.awaitReached(InjectionPoint.DECODE, job, 1);

        // when
        environment.pass(5 * FaultEnvironment.CLAIM_IDLE_MILLIS / 1_000);
        environment.release(job);

        // then
        assertThat(environment.resultOf(job)).containsEntry("status", "processed");
        assertThat(environment.runsOf(job)).containsExactly(1);
    }

    @Test
    void aRunningJobWhoseConsumerIsDeletedFromTheGroupEndsWithItsResult() {
        // given
        SubmittedJob job = environment.send(WAIT, InjectionPoint.DECODE);
        environment.awaitReached(InjectionPoint.DECODE, job, 1);

        // when
        environment.countFault();
        deleteConsumerOf(job);
        environment.release(job);

        // then
        assertThat(environment.resultOf(job)).containsEntry("status", "processed");
        assertThat(environment.runsOf(job)).containsExactly(1);
    }

    @Test
    void theJobsOfADeadWorkerWhoseConsumerIsDeletedAreAdopted() {
        // given
        List<SubmittedJob> jobs =
                List.of(environment.send(WAIT, InjectionPoint.DECODE), environment.send(WAIT, InjectionPoint.DECODE));
        jobs.forEach(job -> environment.awaitReached(InjectionPoint.DECODE, job, 1));

        // when
        SubmittedJob orphan = jobs.get(0);
        Worker worker = environment.workerOf(orphan);
        worker.process().pause();
        deleteConsumerOf(orphan);
        environment.kill(worker);
        jobs.forEach(environment::release);

        // then
        jobs.forEach(job -> assertThat(environment.resultOf(job)).containsEntry("status", "processed"));
    }

    private void deleteConsumerOf(SubmittedJob job) {
        String name = environment.consumerOf(job);
        assertThat(environment
                        .jobClient()
                        .commands()
                        .xgroupDelconsumer(JobClient.PROCESS, Consumer.from(JobClient.GROUP, name)))
                .isPositive();
    }
}
