package io.follow.gateway.faults;

import static io.follow.gateway.faults.Fault.WAIT;
import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.testing.TcpProxy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A network that cuts, swallows or delays. */
@ExtendWith(SceneExtension.class)
class NetworkIT {

    /** How long a connection may be dead before it is replaced. */
    private static final Duration FOUND_OUT = Duration.ofSeconds(15);

    private final Scene scene;

    NetworkIT(Scene scene) {
        this.scene = scene;
    }

    @Test
    void connectionsThatAreResetAgainAndAgainUnderLoadCostNoJob() {
        for (int cut = 0; cut < 10; cut++) {
            // given
            List<Sent> jobs = scene.send(20);

            // when
            scene.fault().workers().forEach(worker -> worker.proxy().cut());

            // then
            assertThat(scene.resultOf(jobs.get(0))).containsEntry("status", "processed");
        }
    }

    @Test
    void aSettleWhoseReplyIsLostGivesOneResult() {
        // given
        Sent job = scene.send(WAIT, Place.SETTLE);
        scene.awaitAt(Place.SETTLE, job, 1);
        List<TcpProxy> proxies = scene.workers().stream().map(Worker::proxy).toList();

        // when
        scene.fault();
        proxies.forEach(TcpProxy::dropReplies);
        scene.letGo(job);
        assertThat(scene.resultOf(job)).containsEntry("status", "processed");
        scene.awaitNoneReady();
        proxies.forEach(TcpProxy::pass);

        // then
        List<Sent> later = scene.send(20);
        later.forEach(each -> assertThat(scene.resultOf(each)).containsEntry("status", "processed"));
        assertThat(scene.runsOf(job)).containsExactly(1);
    }

    @Test
    void entriesWhoseDeliveryIsLostOnTheWayAreFoundAgain() {
        // given
        scene.fault().workers().forEach(worker -> worker.proxy().dropReplies());

        // when
        List<Sent> jobs = scene.send(10);
        scene.awaitNoneReady();
        scene.workers().forEach(worker -> worker.proxy().pass());

        // then
        jobs.forEach(job -> assertThat(scene.resultOf(job)).containsEntry("status", "processed"));
    }

    @Test
    void connectionsThatTheNetworkForgetsAreFoundOutWithinFifteenSeconds() {
        // given
        Sent inHand = scene.send(WAIT, Place.SETTLE);
        scene.awaitAt(Place.SETTLE, inHand, 1);

        // when
        long begin = System.nanoTime();
        scene.fault().workers().forEach(worker -> worker.proxy().forgetConnections());
        scene.letGo(inHand);
        Sent later = scene.send(Images.plain());

        // then: the end of a job is heard of by no other way than new connections
        assertThat(scene.resultOf(inHand)).containsEntry("status", "processed");
        assertThat(scene.resultOf(later)).containsEntry("status", "processed");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(FOUND_OUT);
    }

    @Test
    @Tag("soak")
    void aBlackHoleOfAMinuteIsFoundAndCostsNoJob() {
        // given
        Sent inHand = scene.send(WAIT, Place.SETTLE);
        scene.awaitAt(Place.SETTLE, inHand, 1);

        // when
        scene.fault().workers().forEach(worker -> worker.proxy().stall());
        scene.letGo(inHand);
        List<Sent> jobs = scene.send(50);
        scene.awaitNoneReady();
        scene.pass(60);
        scene.workers().forEach(worker -> worker.proxy().pass());

        // then
        jobs.forEach(job -> assertThat(scene.resultOf(job)).containsEntry("status", "processed"));
        assertThat(scene.resultOf(inHand)).containsEntry("status", "processed");
    }
}
