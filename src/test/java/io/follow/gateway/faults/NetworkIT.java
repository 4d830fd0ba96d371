package io.follow.gateway.faults;

import static io.follow.gateway.faults.JobFault.WAIT;
import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.testing.TcpProxy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A network that cuts, swallows or delays. */
@ExtendWith(FaultEnvironmentExtension.class)
class NetworkIT {

    /** How long a connection may be dead before it is replaced. */
    private static final Duration FOUND_OUT = Duration.ofSeconds(15);

    private final FaultEnvironment environment;

    NetworkIT(FaultEnvironment environment) {
        this.environment = environment;
    }

    @Test
    void connectionsThatAreResetAgainAndAgainUnderLoadCostNoJob() {
        for (int cut = 0; cut < 10; cut++) {
            // given
            List<SubmittedJob> jobs = environment.send(20);

            // when
            environment.countFault().workers().forEach(worker -> worker.proxy().cut());

            // then
            assertThat(environment.resultOf(jobs.get(0))).containsEntry("status", "processed");
        }
    }

    @Test
    void aSettleWhoseReplyIsLostGivesOneResult() {
        // given
        SubmittedJob job = environment.send(WAIT, InjectionPoint.SETTLE);
        environment.awaitReached(InjectionPoint.SETTLE, job, 1);
        List<TcpProxy> proxies =
                environment.workers().stream().map(Worker::proxy).toList();

        // when
        environment.countFault();
        proxies.forEach(TcpProxy::dropReplies);
        environment.release(job);
        assertThat(environment.resultOf(job)).containsEntry("status", "processed");
        environment.awaitNoneReady();
        proxies.forEach(TcpProxy::pass);

        // then
        List<SubmittedJob> later = environment.send(20);
        later.forEach(each -> assertThat(environment.resultOf(each)).containsEntry("status", "processed"));
        assertThat(environment.runsOf(job)).containsExactly(1);
    }

    @Test
    void entriesWhoseDeliveryIsLostOnTheWayAreFoundAgain() {
        // given
        environment.countFault().workers().forEach(worker -> worker.proxy().dropReplies());

        // when
        List<SubmittedJob> jobs = environment.send(10);
        environment.awaitNoneReady();
        environment.workers().forEach(worker -> worker.proxy().pass());

        // then
        jobs.forEach(job -> assertThat(environment.resultOf(job)).containsEntry("status", "processed"));
    }

    @Test
    void connectionsThatTheNetworkForgetsAreFoundOutWithinFifteenSeconds() {
        // given
        SubmittedJob inHand = environment.send(WAIT, InjectionPoint.SETTLE);
        environment.awaitReached(InjectionPoint.SETTLE, inHand, 1);

        // when
        long begin = System.nanoTime();
        environment.countFault().workers().forEach(worker -> worker.proxy().forgetConnections());
        environment.release(inHand);
        SubmittedJob later = environment.send(FaultyJobs.plain());

        // then: the end of a job is heard of by no other way than new connections
        assertThat(environment.resultOf(inHand)).containsEntry("status", "processed");
        assertThat(environment.resultOf(later)).containsEntry("status", "processed");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(FOUND_OUT);
    }

    @Test
    @Tag("soak")
    void aBlackHoleOfAMinuteIsFoundAndCostsNoJob() {
        // given
        SubmittedJob inHand = environment.send(WAIT, InjectionPoint.SETTLE);
        environment.awaitReached(InjectionPoint.SETTLE, inHand, 1);

        // when
        environment.countFault().workers().forEach(worker -> worker.proxy().stall());
        environment.release(inHand);
        List<SubmittedJob> jobs = environment.send(50);
        environment.awaitNoneReady();
        environment.pass(60);
        environment.workers().forEach(worker -> worker.proxy().pass());

        // then
        jobs.forEach(job -> assertThat(environment.resultOf(job)).containsEntry("status", "processed"));
        assertThat(environment.resultOf(inHand)).containsEntry("status", "processed");
    }
}
