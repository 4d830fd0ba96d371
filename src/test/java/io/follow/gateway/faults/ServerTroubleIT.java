package io.follow.gateway.faults;

import static io.follow.gateway.faults.JobFault.WAIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.follow.gateway.contract.JobClient;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that answers, but not as it should. */
@ExtendWith(FaultEnvironmentExtension.class)
class ServerTroubleIT {

    private final FaultEnvironment environment;

    ServerTroubleIT(FaultEnvironment environment) {
        this.environment = environment;
    }

    @ParameterizedTest
    @CsvSource({
        "CONFIG SET maxmemory 1, CONFIG SET maxmemory 0",
        "REPLICAOF 127.0.0.1 1, REPLICAOF NO ONE",
        "ACL SETUSER gateway -xack, ACL SETUSER gateway +xack"
    })
    void whatCannotBeSettledWaitsAndNothingElseIsRead(String trouble, String remedy) {
        waitsOut(trouble, remedy, 2);
    }

    @ParameterizedTest
    @Tag("soak")
    @ValueSource(strings = {"xadd", "xdel", "hset", "pexpire", "publish"})
    void anyCommandThatIsForbiddenWaitsWithAllOthersOfItsSettle(String command) {
        waitsOut("ACL SETUSER gateway -" + command, "ACL SETUSER gateway +" + command, 2);
    }

    @Test
    @Tag("soak")
    void aFullServerIsWaitedForAsLongAsItTakes() {
        waitsOut("CONFIG SET maxmemory 1", "CONFIG SET maxmemory 0", 20);
    }

    private void waitsOut(String trouble, String remedy, int seconds) {
        // given
        List<SubmittedJob> inHand = Stream.generate(() -> environment.send(WAIT, InjectionPoint.SETTLE))
                .limit(FaultEnvironment.WORKERS * FaultEnvironment.JOBS_PER_WORKER)
                .toList();
        inHand.forEach(job -> environment.awaitReached(InjectionPoint.SETTLE, job, 1));
        List<SubmittedJob> backlog = environment.send(20);

        // when
        environment.countFault().server().command(trouble.split(" "));
        inHand.forEach(environment::release);
        environment.workersOf(inHand).forEach(environment::awaitNotReady);
        environment.pass(seconds);

        // then: nothing is half written, nothing else is begun
        backlog.forEach(job -> assertThat(environment.runsOf(job)).isEmpty());
        inHand.forEach(job -> {
            assertThat(environment.jobClient().resultsOf(job.jobId())).isEmpty();
            assertThat(environment.jobClient().hasEnded(job.jobId())).isFalse();
            assertThat(environment.jobClient().statusOf(job.job()).get("stage")).isNotIn("done", "failed");
        });

        // when
        environment.server().command(remedy.split(" "));

        // then
        inHand.forEach(job -> assertThat(environment.resultOf(job)).containsEntry("status", "processed"));
        backlog.forEach(job -> assertThat(environment.resultOf(job)).containsEntry("status", "processed"));
    }

    @Test
    void aResultKeyOfTheWrongTypeIsWaitedForAndNothingIsHalfWritten() {
        // given
        SubmittedJob job = environment.send(WAIT, InjectionPoint.SETTLE);
        environment.awaitReached(InjectionPoint.SETTLE, job, 1);
        environment.countFault().server().command("DEL", JobClient.RESULT);
        environment.server().command("SET", JobClient.RESULT, "no stream");

        // when
        environment.release(job);
        environment.workersOf(List.of(job)).forEach(environment::awaitNotReady);
        assertThat(environment.jobClient().hasEnded(job.jobId())).isFalse();
        environment.server().command("DEL", JobClient.RESULT);

        // then
        assertThat(environment.resultOf(job)).containsEntry("status", "processed");
    }

    @Test
    void aStatusKeyOfTheWrongTypeIsReplaced() {
        // given
        SubmittedJob job = environment.send(WAIT, InjectionPoint.SETTLE);
        environment.awaitReached(InjectionPoint.SETTLE, job, 1);
        environment.countFault().server().command("DEL", JobClient.statusKey(job.job()));
        environment.server().command("SET", JobClient.statusKey(job.job()), "no hash");

        // when
        environment.release(job);

        // then
        assertThat(environment.resultOf(job)).containsEntry("status", "processed");
        assertThat(environment.jobClient().statusOf(job.job())).containsEntry("stage", "done");
    }

    @Test
    void aServerThatIsLoadingIsWaitedFor() {
        // given
        SubmittedJob inHand = environment.send(WAIT, InjectionPoint.SETTLE);
        environment.awaitReached(InjectionPoint.SETTLE, inHand, 1);

        // when
        try (SlowDataLoad loading =
                SlowDataLoad.begin(environment.countFault().server(), environment.jobClient(), Duration.ofMinutes(1))) {
            environment.release(inHand);
            await().atMost(FaultEnvironment.LIMIT)
                    .until(() -> environment.workerOf(inHand).process().log().contains("LOADING"));
            assertThat(loading.isUnderWay()).isTrue();
        }

        // then
        assertThat(environment.resultOf(inHand)).containsEntry("status", "processed");
        environment.send(5).forEach(job -> assertThat(environment.resultOf(job)).containsEntry("status", "processed"));
    }
}
