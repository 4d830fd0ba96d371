package io.follow.gateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.testing.TcpProxy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Bytes of the server's replies get lost, after which answers no longer belong to their commands. */
@ExtendWith(FaultEnvironmentExtension.class)
class OutOfStepIT {

    private final FaultEnvironment environment;

    OutOfStepIT(FaultEnvironment environment) {
        this.environment = environment;
    }

    @Test
    void aReplyThatIsSwallowedOnEveryConnectionCostsNoJob() {
        for (int time = 0; time < 3; time++) {
            // given
            List<SubmittedJob> before = environment.send(10);

            // when
            environment.countFault().workers().forEach(worker -> worker.proxy().swallowReplies());
            List<SubmittedJob> after = environment.send(10);

            // then
            before.forEach(job -> assertThat(environment.resultOf(job)).containsEntry("status", "processed"));
            after.forEach(job -> assertThat(environment.resultOf(job)).containsEntry("status", "processed"));
        }
    }

    @Test
    void aReplyThatIsSwallowedWhileNothingHappensIsMadeGoodBeforeTheNextJob() {
        // given: only what looks after the connections is on its way
        environment.countFault().workers().forEach(worker -> worker.proxy().swallowReplies());
        environment.pass(5);

        // when
        long begin = System.nanoTime();
        List<SubmittedJob> jobs = environment.send(10);

        // then
        jobs.forEach(job -> assertThat(environment.resultOf(job)).containsEntry("status", "processed"));
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(15));
        environment.awaitAllReady();
    }

    @Test
    @Tag("soak")
    void bytesThatAreLostAtRandomForHalfAMinuteCostNoJob() {
        // given
        environment.countFault().workers().stream().map(Worker::proxy).forEach(TcpProxy::garbleReplies);

        // when
        List<SubmittedJob> jobs = environment.send(100);
        environment.pass(30);
        environment.workers().stream().map(Worker::proxy).forEach(TcpProxy::pass);

        // then
        jobs.forEach(job -> assertThat(environment.resultOf(job)).containsEntry("status", "processed"));
    }
}
