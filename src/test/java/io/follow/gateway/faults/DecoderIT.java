package io.follow.gateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.contract.Job;
import io.follow.gateway.image.TestImages;
import java.awt.image.BufferedImage;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Decoders that never return or use up the heap. */
@ExtendWith(FaultReportExtension.class)
class DecoderIT {

    private static final int REPETITIONS = 5;
    private static final int HEIGHT = 80;
    private static final int HEAP_MEGABYTES = 160;

    /** A busy machine needs its time to fill a heap; with more than one try the tries would share it. */
    private static final int TIME_LIMIT_MILLIS = 10_000;

    @Test
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    void aDecoderThatHangsOrRunsOutOfMemoryCostsOnlyItsJob(FaultReport report) {
        try (FaultEnvironment environment = FaultEnvironment.empty(report)) {
            // given
            Worker worker = environment.addWorker(
                    Map.of(
                            "FAULTS_ENGINE",
                            "true",
                            "IMG_GW_PROCESS_TIMEOUT_MS",
                            Integer.toString(TIME_LIMIT_MILLIS),
                            "IMG_GW_UPLOAD_RETRY_COUNT",
                            "0",
                            "IMG_GW_WORKERS",
                            "3"),
                    "-Xmx" + HEAP_MEGABYTES + "m");
            environment.reset("a decoder that hangs or runs out of memory costs only its job");

            // when
            SubmittedJob hanging = send(environment.countFault(), FaultyEngine.HANGS);
            SubmittedJob large = send(environment.countFault(), FaultyEngine.HANGS_LARGE);

            // then
            assertThat(environment.resultOf(hanging)).containsEntry("error_code", "PROCESS_TIMEOUT");
            assertThat(environment.resultOf(large)).containsEntry("error_code", "PROCESS_TIMEOUT");

            // then the worker of the small one is lost, the others go on
            assertThat(worker.process().log()).containsOnlyOnce("its worker is lost until the process restarts");
            assertThat(worker.isReady()).isTrue();

            for (int i = 0; i < REPETITIONS; i++) {
                // when
                SubmittedJob exhausting = send(environment.countFault(), FaultyEngine.EXHAUSTS_THE_HEAP);

                // then
                assertThat(environment.resultOf(exhausting)).containsEntry("error_code", "PROCESS_FAILED");
                SubmittedJob sound = send(environment, 64);
                assertThat(environment.resultOf(sound)).containsEntry("status", "processed");
            }
            assertThat(worker.isAlive()).isTrue();

            // then, several claim times later
            assertThat(environment.runsOf(hanging)).containsExactly(1);
            assertThat(environment.runsOf(large)).containsExactly(1);

            // when: as many hang as there are workers, none could be trusted to come back
            SubmittedJob last = send(environment.countFault(), FaultyEngine.HANGS);

            // then
            assertThat(worker.process().exitCode()).isEqualTo(70);
            assertThat(environment.resultOf(last)).containsEntry("error_code", "PROCESS_TIMEOUT");
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
