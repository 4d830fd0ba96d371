package io.follow.gateway.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.follow.gateway.contract.Wire;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Processes that may have few file descriptors, or have none left. */
@ExtendWith(ReportExtension.class)
class FewDescriptorsIT {

    private static final int FEW = 64;
    private static final String SHORT = "no file descriptors are left";

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void idleConnectionsLeaveJobsWhatTheyNeed(Report report) throws IOException {
        assumeThat(Path.of("/bin/sh")).exists();
        List<Socket> idle = new ArrayList<>();
        try (Scene scene = Scene.empty(report)) {
            // given
            Worker worker = scene.addWorker(builder -> builder.descriptors(FEW));
            scene.begin("few file descriptors and many idle connections");

            // when
            scene.fault();
            for (int i = 0; i < FEW; i++) {
                idle.add(new Socket(
                        InetAddress.getLoopbackAddress(), worker.process().port()));
            }
            List<Sent> jobs = scene.send(100);

            // then
            jobs.forEach(job -> assertThat(scene.resultOf(job)).containsEntry("status", "processed"));
            assertThat(scene.wire().bodies(Wire.DEAD_LETTERS)).isEmpty();
            assertThat(worker.process().log().lines().filter(line -> line.contains("of 64 file descriptors")))
                    .hasSize(1);
            for (Socket socket : idle) {
                socket.close();
            }
            scene.checkInvariants();
        }
    }

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void noJobIsToBlameForDescriptorsThatRanOut(Report report) {
        assumeThat(Descriptors.canBeTaken()).isTrue();
        try (Scene scene = Scene.empty(report)) {
            // given
            Worker worker = scene.addWorker(Map.of());
            scene.begin("no file descriptors left");
            List<Sent> inHand = List.of(scene.send(Fault.WAIT, Place.DECODE), scene.send(Fault.WAIT, Place.STORED));
            inHand.forEach(job -> scene.awaitAt(Place.DECODE, job, 1));
            List<Sent> waiting = scene.send(50);

            // when
            Descriptors.limit(scene.fault().workers().get(0), 1);
            inHand.forEach(scene::letGo);
            scene.awaitLine(SHORT);
            scene.awaitNotReady(worker);
            scene.pass(12);

            // then
            assertThat(worker.isReady()).isFalse();
            assertThat(worker.process().log()).doesNotContain("\tat ");
            assertThat(scene.wire().bodies(Wire.RESULT)).isEmpty();
            assertThat(waiting).allMatch(job -> scene.runsOf(job).isEmpty());

            // when
            Descriptors.unlimit(worker);

            // then
            inHand.forEach(job -> assertThat(scene.resultOf(job)).containsEntry("status", "processed"));
            waiting.forEach(job -> assertThat(scene.resultOf(job)).containsEntry("status", "processed"));
            assertThat(scene.wire().bodies(Wire.DEAD_LETTERS)).isEmpty();
            assertThat(worker.process().log().lines().filter(line -> line.contains("WARN") && line.contains(SHORT)))
                    .hasSize(1);
            scene.checkInvariants();
        }
    }
}
