package io.follow.gateway.faults;

import static io.follow.gateway.faults.JobFault.WAIT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that dies or falls silent. */
@ExtendWith(FaultEnvironmentExtension.class)
class ServerCrashIT {

    private final FaultEnvironment environment;

    ServerCrashIT(FaultEnvironment environment) {
        this.environment = environment;
    }

    @ParameterizedTest
    @ValueSource(strings = {"always", "everysec"})
    void aServerThatIsKilledAndComesBackCostsNoJob(String fsync) {
        // given
        environment.server().command("CONFIG", "SET", "appendfsync", fsync);
        SubmittedJob inHand = environment.send(WAIT, InjectionPoint.SETTLE);
        environment.awaitReached(InjectionPoint.SETTLE, inHand, 1);
        List<SubmittedJob> jobs = environment.send(100);
        environment.jobClient().awaitWritten();

        // when
        environment.countFault().server().kill();
        environment.release(inHand);
        environment.awaitNoneReady();
        environment.server().restart();

        // then: a killed process leaves its writes to the operating system, so both settings keep all of them
        environment.awaitAllReady();
        assertThat(environment.resultOf(inHand)).containsEntry("status", "processed");
        jobs.forEach(job -> assertThat(environment.resultOf(job)).containsEntry("status", "processed"));
    }

    @Test
    void aServerWhoseMachineForgetsTheLastSecondCostsNothingOlder() {
        // given: one job that ends in the last second, and some that only begin in it
        environment.server().command("CONFIG", "SET", "appendfsync", "everysec");
        SubmittedJob ended = environment.send(WAIT, InjectionPoint.SETTLE);
        List<SubmittedJob> older = environment.send(20);
        older.forEach(environment::resultOf);
        environment.awaitReached(InjectionPoint.SETTLE, ended, 1);
        environment.pass(2);
        AppendOnlyFile file = AppendOnlyFile.of(environment.server());
        environment.release(ended);
        assertThat(environment.resultOf(ended)).containsEntry("status", "processed");
        List<SubmittedJob> begun = Stream.generate(() -> environment.send(WAIT, InjectionPoint.SETTLE))
                .limit(3)
                .toList();
        begun.forEach(job -> environment.awaitReached(InjectionPoint.SETTLE, job, 1));

        // when
        environment.countFault().server().kill();
        file.forgetWhatCameLater();
        environment.server().restart();
        environment.awaitAllReady();
        begun.forEach(environment::release);
        begun.forEach(environment::forget);

        // then: what ended is run again, what is gone with its entry has no result
        assertThat(environment.resultOf(ended)).containsEntry("status", "processed");
        older.forEach(job -> assertThat(environment.resultOf(job)).containsEntry("status", "processed"));
        environment.send(20).forEach(job -> assertThat(environment.resultOf(job))
                .containsEntry("status", "processed"));
        begun.forEach(job -> {
            environment.awaitLine(job.jobId() + " delivery 1 was not settled here: ");
            assertThat(environment.jobClient().resultsOf(job.jobId())).isEmpty();
        });
    }

    @Test
    @Tag("soak")
    void aServerStoppedForHalfAMinuteCostsNoJob() {
        // given
        List<SubmittedJob> jobs = environment.send(100);

        // when
        environment.countFault().server().pause();
        environment.awaitNoneReady();
        environment.pass(30);
        environment.server().resume();
        List<SubmittedJob> later = environment.send(5);

        // then
        later.forEach(job -> assertThat(environment.resultOf(job)).containsEntry("status", "processed"));
        jobs.forEach(job -> assertThat(environment.resultOf(job)).containsEntry("status", "processed"));
    }
}
