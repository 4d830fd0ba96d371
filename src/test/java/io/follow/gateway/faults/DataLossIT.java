package io.follow.gateway.faults;

import static io.follow.gateway.faults.JobFault.WAIT;
import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.contract.JobClient;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody destroys what is on the server. */
@ExtendWith(FaultEnvironmentExtension.class)
class DataLossIT {

    private final FaultEnvironment environment;

    DataLossIT(FaultEnvironment environment) {
        this.environment = environment;
    }

    @ParameterizedTest
    @ValueSource(strings = {"FLUSHALL", "DEL " + JobClient.PROCESS})
    void laterJobsAreServedAfterTheStreamIsLostWhileReadersBlock(String command) {
        // when
        environment.countFault().server().command(command.split(" "));

        // then
        environment.send(20).forEach(job -> assertThat(environment.resultOf(job))
                .containsEntry("status", "processed"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"FLUSHALL", "DEL " + JobClient.PROCESS})
    void laterJobsAreServedAndTheJobInHandHasNoResultAfterTheStreamIsLostUnderLoad(String command) {
        // given
        SubmittedJob lost = environment.send(WAIT, InjectionPoint.SETTLE);
        environment.awaitReached(InjectionPoint.SETTLE, lost, 1);

        // when
        environment.countFault().server().command(command.split(" "));
        environment.forget(lost);
        environment.release(lost);

        // then
        environment.send(20).forEach(job -> assertThat(environment.resultOf(job))
                .containsEntry("status", "processed"));
        assertThat(environment.jobClient().resultsOf(lost.jobId())).isEmpty();
    }

    @Test
    void noJobIsLostWhenTheGroupIsDestroyedUnderLoad() {
        // given
        SubmittedJob inHand = environment.send(WAIT, InjectionPoint.DECODE);
        environment.awaitReached(InjectionPoint.DECODE, inHand, 1);
        List<SubmittedJob> jobs = environment.send(100);

        // when
        environment.countFault().server().command("XGROUP", "DESTROY", JobClient.PROCESS, JobClient.GROUP);
        environment.release(inHand);

        // then
        assertThat(environment.resultOf(inHand)).containsEntry("status", "processed");
        jobs.forEach(job -> assertThat(environment.resultOf(job)).containsEntry("status", "processed"));
    }

    @Test
    void readersThatBlockMakeADestroyedGroupAgain() {
        // given
        environment.countFault().server().command("XGROUP", "DESTROY", JobClient.PROCESS, JobClient.GROUP);

        // when
        List<SubmittedJob> jobs = environment.send(5);

        // then
        jobs.forEach(job -> assertThat(environment.resultOf(job)).containsEntry("status", "processed"));
    }
}
