package io.follow.gateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.testing.TcpProxy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Bytes of the server's replies get lost, after which answers no longer belong to their commands. */
@ExtendWith(SceneExtension.class)
class OutOfStepIT {

    private final Scene scene;

    OutOfStepIT(Scene scene) {
        this.scene = scene;
    }

    @Test
    void aReplyThatIsSwallowedOnEveryConnectionCostsNoJob() {
        for (int time = 0; time < 3; time++) {
            // given
            List<Sent> before = scene.send(10);

            // when
            scene.fault().workers().forEach(worker -> worker.proxy().swallowReplies());
            List<Sent> after = scene.send(10);

            // then
            before.forEach(job -> assertThat(scene.resultOf(job)).containsEntry("status", "processed"));
            after.forEach(job -> assertThat(scene.resultOf(job)).containsEntry("status", "processed"));
        }
    }

    @Test
    void aReplyThatIsSwallowedWhileNothingHappensIsMadeGoodBeforeTheNextJob() {
        // given: only what looks after the connections is on its way
        scene.fault().workers().forEach(worker -> worker.proxy().swallowReplies());
        scene.pass(5);

        // when
        long begin = System.nanoTime();
        List<Sent> jobs = scene.send(10);

        // then
        jobs.forEach(job -> assertThat(scene.resultOf(job)).containsEntry("status", "processed"));
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(15));
        scene.awaitAllReady();
    }

    @Test
    @Tag("soak")
    void bytesThatAreLostAtRandomForHalfAMinuteCostNoJob() {
        // given
        scene.fault().workers().stream().map(Worker::proxy).forEach(TcpProxy::garbleReplies);

        // when
        List<Sent> jobs = scene.send(100);
        scene.pass(30);
        scene.workers().stream().map(Worker::proxy).forEach(TcpProxy::pass);

        // then
        jobs.forEach(job -> assertThat(scene.resultOf(job)).containsEntry("status", "processed"));
    }
}
