package io.follow.gateway.faults;

import static io.follow.gateway.faults.JobFault.WAIT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Workers that are asked to end, as at a deployment. */
@ExtendWith(FaultEnvironmentExtension.class)
class ShutdownIT {

    private static final int DEPLOYMENTS = 5;

    private final FaultEnvironment environment;

    ShutdownIT(FaultEnvironment environment) {
        this.environment = environment;
    }

    @Test
    void aJobThatIsTooLongForTheShutdownIsHandedOverUncounted() {
        // given
        SubmittedJob job = environment.send(WAIT, InjectionPoint.DECODE);
        environment.awaitReached(InjectionPoint.DECODE, job, 1);
        List<SubmittedJob> shortOnes = environment.send(10);

        // when
        environment.countFault();
        int exitCode = environment.workerOf(job).process().terminate();
        environment.awaitReached(InjectionPoint.DECODE, job, 2);
        environment.release(job);

        // then
        assertThat(exitCode).isIn(0, 143);
        assertThat(environment.resultOf(job)).containsEntry("status", "processed");
        assertThat(environment.runsOf(job)).containsExactly(1, 1);
        shortOnes.forEach(each -> assertThat(environment.runsOf(each)).containsExactly(1));
    }

    @Test
    void aWorkerThatIsAskedToEndWhileTheServerIsAwaySaysItInLinesAndEnds() {
        // given a job in hand and a server that is gone
        SubmittedJob job = environment.send(WAIT, InjectionPoint.DECODE);
        environment.awaitReached(InjectionPoint.DECODE, job, 1);
        Worker worker = environment.workerOf(job);
        environment.countFault().server().kill();
        environment.awaitNotReady(worker);

        // when
        int exitCode = worker.process().terminate();

        // then
        assertThat(exitCode).isIn(0, 143);
        assertThat(worker.process().log())
                .contains("unfinished entries not handed over")
                .doesNotContain("\tat ");

        // when it is back
        environment.server().restart();
        worker.restore();
        environment.awaitReached(InjectionPoint.DECODE, job, 2);
        environment.release(job);

        // then
        assertThat(environment.resultOf(job)).containsEntry("status", "processed");
    }

    @Test
    @Tag("soak")
    void fiveDeploymentsInARowDeadLetterNothing() {
        // given
        SubmittedJob job = environment.send(WAIT, InjectionPoint.DECODE);

        // when
        for (int deployment = 1; deployment <= DEPLOYMENTS; deployment++) {
            environment.send(5);
            environment.awaitReached(InjectionPoint.DECODE, job, deployment);
            Worker worker = environment.workerOf(job);
            environment.countFault();
            assertThat(worker.process().terminate()).isIn(0, 143);
            environment.awaitReached(InjectionPoint.DECODE, job, deployment + 1);
            worker.restore();
            environment.awaitAllReady();
        }
        environment.release(job);

        // then
        assertThat(environment.resultOf(job)).containsEntry("status", "processed");
        assertThat(environment.runsOf(job)).hasSize(DEPLOYMENTS + 1).containsOnly(1);
    }
}
