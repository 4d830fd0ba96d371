package io.follow.gateway.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.follow.gateway.contract.JobClient;
import io.follow.gateway.testing.FileDescriptorLimit;
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
@ExtendWith(FaultReportExtension.class)
class FewDescriptorsIT {

    private static final int FEW = 64;
    private static final String SHORT = "no file descriptors are left";

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void idleConnectionsLeaveJobsWhatTheyNeed(FaultReport report) throws IOException {
        assumeThat(Path.of("/bin/sh")).exists();
        List<Socket> idle = new ArrayList<>();
        try (FaultEnvironment environment = FaultEnvironment.empty(report)) {
            // given
            Worker worker = environment.addWorker(builder -> builder.descriptors(FEW));
            environment.reset("few file descriptors and many idle connections");

            // when
            environment.countFault();
            for (int i = 0; i < FEW; i++) {
                idle.add(new Socket(
                        InetAddress.getLoopbackAddress(), worker.process().port()));
            }
            List<SubmittedJob> jobs = environment.send(100);

            // then
            jobs.forEach(job -> assertThat(environment.resultOf(job)).containsEntry("status", "processed"));
            assertThat(environment.jobClient().bodies(JobClient.DEAD_LETTERS)).isEmpty();
            assertThat(worker.process().log().lines().filter(line -> line.contains("of 64 file descriptors")))
                    .hasSize(1);
            for (Socket socket : idle) {
                socket.close();
            }
            environment.checkInvariants();
        }
    }

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void noJobIsToBlameForDescriptorsThatRanOut(FaultReport report) {
        assumeThat(FileDescriptorLimit.canBeTaken()).isTrue();
        try (FaultEnvironment environment = FaultEnvironment.empty(report)) {
            // given
            Worker worker = environment.addWorker(Map.of());
            environment.reset("no file descriptors left");
            List<SubmittedJob> inHand = List.of(
                    environment.send(JobFault.WAIT, InjectionPoint.DECODE),
                    environment.send(JobFault.WAIT, InjectionPoint.STORED));
            inHand.forEach(job -> environment.awaitReached(InjectionPoint.DECODE, job, 1));
            List<SubmittedJob> waiting = environment.send(50);

            // when
            environment.countFault();
            FileDescriptorLimit.limit(worker.process().process(), 1);
            inHand.forEach(environment::release);
            environment.awaitLine(SHORT);
            environment.awaitNotReady(worker);
            environment.pass(12);

            // then
            assertThat(worker.isReady()).isFalse();
            assertThat(worker.process().log()).doesNotContain("\tat ");
            assertThat(environment.jobClient().bodies(JobClient.RESULT)).isEmpty();
            assertThat(waiting).allMatch(job -> environment.runsOf(job).isEmpty());

            // when
            FileDescriptorLimit.unlimit(worker.process().process());

            // then
            inHand.forEach(job -> assertThat(environment.resultOf(job)).containsEntry("status", "processed"));
            waiting.forEach(job -> assertThat(environment.resultOf(job)).containsEntry("status", "processed"));
            assertThat(environment.jobClient().bodies(JobClient.DEAD_LETTERS)).isEmpty();
            assertThat(worker.process().log().lines().filter(line -> line.contains("WARN") && line.contains(SHORT)))
                    .hasSize(1);
            environment.checkInvariants();
        }
    }
}
