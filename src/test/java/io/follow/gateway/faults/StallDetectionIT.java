package io.follow.gateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.contract.Job;
import io.follow.gateway.image.TestImages;
import java.awt.image.BufferedImage;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Work that stands still for a reason that nothing looks for. */
@ExtendWith(FaultReportExtension.class)
class StallDetectionIT {

    /** Of a height that takes more than half of the memory for pictures. */
    private static final int HEIGHT = 1_000;

    private static final int HEAP_MEGABYTES = 96;

    /** Longer than nothing may move without being noticed. */
    private static final int TIME_LIMIT_MILLIS = 45_000;

    @Test
    @Tag("soak")
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void aWorkerWhoseJobsAllWaitSaysSo(FaultReport report) {
        try (FaultEnvironment environment = FaultEnvironment.empty(report)) {
            // given
            Worker worker = environment.addWorker(
                    Map.of(
                            "FAULTS_ENGINE",
                            "true",
                            "IMG_GW_IMAGE_ENGINE",
                            "java",
                            "IMG_GW_PROCESS_TIMEOUT_MS",
                            Integer.toString(TIME_LIMIT_MILLIS),
                            "IMG_GW_UPLOAD_RETRY_COUNT",
                            "20",
                            "IMG_GW_WORKERS",
                            "2"),
                    "-Xmx" + HEAP_MEGABYTES + "m");
            environment.reset("a standstill that has no known cause is noticed");

            // when a decoder hangs for good and keeps the memory that the next job needs
            SubmittedJob hanging = send(environment.countFault(), FaultyEngine.HANGS_LARGE);
            assertThat(environment.resultOf(hanging)).containsEntry("error_code", "PROCESS_TIMEOUT");
            SubmittedJob waiting = send(environment, FaultyEngine.HANGS_LARGE + 1);

            // then
            environment.awaitNotReady(worker);
            assertThat(worker.process().log())
                    .containsPattern(
                            "nothing has progressed for 3\\d s although jobs are waiting: \\d+-\\d+ waits for \\d+ MiB of memory");

            // when
            environment.kill(worker);
            worker.restore();

            // then
            assertThat(environment.resultOf(waiting)).containsEntry("status", "processed");
            environment.awaitAllReady();
            environment.checkInvariants();
        }
    }

    private static SubmittedJob send(FaultEnvironment environment, int width) {
        Job job = FaultyJobs.plain();
        environment
                .directories()
                .putSource(job, TestImages.jpeg(TestImages.quadrants(width, HEIGHT, BufferedImage.TYPE_INT_RGB)));
        return environment.add(job);
    }
}
