package io.follow.gateway.faults;

import static io.follow.gateway.faults.JobFault.HALT;
import static io.follow.gateway.faults.JobFault.HALT_ONCE;
import static io.follow.gateway.faults.JobFault.WAIT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Workers that end without any farewell. */
@ExtendWith(FaultEnvironmentExtension.class)
class WorkerCrashIT {

    private final FaultEnvironment environment;

    WorkerCrashIT(FaultEnvironment environment) {
        this.environment = environment;
    }

    @Test
    void theOtherWorkerTakesOverAJobWhoseWorkerWasKilledWhileItDecoded() {
        // given
        SubmittedJob job = environment.send(WAIT, InjectionPoint.DECODE);
        environment.awaitReached(InjectionPoint.DECODE, job, 1);
        Worker first = environment.workerOf(job);

        // when
        environment.kill(first);
        environment.awaitReached(InjectionPoint.DECODE, job, 2);
        environment.release(job);

        // then
        assertThat(environment.resultOf(job)).containsEntry("status", "processed");
        assertThat(environment.runsOf(job)).containsExactly(1, 2);
    }

    @Test
    void aCrashBetweenStoreAndResultReplacesTheObjectAndGivesOneResult() {
        // given
        SubmittedJob job = environment.send(HALT_ONCE, InjectionPoint.STORED);

        // when
        environment.awaitReached(InjectionPoint.STORED, job, 1);
        environment.countFault();

        // then
        assertThat(environment.resultOf(job)).containsEntry("status", "processed");
        assertThat(environment.runsOf(job)).containsExactly(1, 2);
    }

    @Test
    void aCrashBeforeTheReplyToTheSettleIsReadGivesNoSecondResult() {
        // given workers that have settled jobs: one that must connect first gets no reply to that
        environment.send(20);
        environment.awaitEmptyStream();

        // and
        SubmittedJob job = environment.send(WAIT, InjectionPoint.SETTLE);
        environment.awaitReached(InjectionPoint.SETTLE, job, 1);
        Worker worker = environment.workerOf(job);
        worker.proxy().dropReplies();

        // when
        environment.release(job);
        assertThat(environment.resultOf(job)).containsEntry("status", "processed");
        environment.kill(worker);

        // then
        assertThat(environment.runsOf(job)).containsExactly(1);
    }

    @Test
    void aJobThatKillsEveryWorkerEndsAsADeadLetterAndItsNeighboursSucceed() {
        // given
        List<SubmittedJob> before = environment.send(5);
        SubmittedJob poison = environment.send(HALT, InjectionPoint.DECODE);
        List<SubmittedJob> after = environment.send(5);

        // when: whoever runs it dies, and is started again as by a supervisor
        for (int run = 1; run <= FaultEnvironment.MAX_DELIVERIES; run++) {
            environment.awaitReached(InjectionPoint.DECODE, poison, run);
            Worker dead = environment.workerOf(poison);
            dead.process().process().onExit().join();
            environment.countFault();
            dead.restore();
        }

        // then
        assertThat(environment.resultOf(poison)).containsEntry("error_code", "MAX_DELIVERIES_EXCEEDED");
        assertThat(environment.runsOf(poison)).containsExactly(1, 2, 3);
        before.forEach(job -> assertThat(environment.resultOf(job)).containsEntry("status", "processed"));
        after.forEach(job -> assertThat(environment.resultOf(job)).containsEntry("status", "processed"));
    }
}
