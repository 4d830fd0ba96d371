package io.follow.gateway.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.follow.gateway.contract.Job;
import io.follow.gateway.contract.JobClient;
import io.follow.gateway.image.TestImages;
import io.follow.gateway.testing.SmallDisk;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A target store in which small objects fit and real ones do not; needs the right to mount one. */
@ExtendWith(FaultReportExtension.class)
class NearlyFullStoreIT {

    private static final int ROOM = 63_000;
    private static final int SIDE = 500;

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void theFirstObjectThatDoesNotFitPausesReading(FaultReport report) throws IOException {
        try (FaultEnvironment environment = FaultEnvironment.empty(report)) {
            Path folder = Files.createDirectories(environment.directories().processed());
            Optional<SmallDisk> mounted = SmallDisk.on(folder, "32m");
            assumeTrue(mounted.isPresent(), "mounting a file system is not allowed here");
            try (SmallDisk disk = mounted.orElseThrow()) {
                // given
                Worker worker = environment.addWorker(Map.of());
                environment.reset("nearly full target store");
                disk.fillBut(ROOM);
                SubmittedJob small = environment.send(FaultyJobs.plain());
                assertThat(environment.resultOf(small)).containsEntry("status", "processed");

                // when
                environment.countFault();
                byte[] noise = noise();
                List<SubmittedJob> jobs = Stream.generate(() -> sendNoise(environment, noise))
                        .limit(30)
                        .toList();
                environment.awaitNotReady(worker);
                await().atMost(FaultEnvironment.LIMIT)
                        .until(() -> environment.jobClient().pending() == 0);
                environment.pass(5);

                // then
                List<Map<String, String>> letters = environment.jobClient().bodies(JobClient.DEAD_LETTERS);
                assertThat(letters)
                        .hasSizeBetween(1, 2 * FaultEnvironment.JOBS_PER_WORKER)
                        .allSatisfy(letter -> assertThat(letter)
                                .containsEntry("dlq_reason", "STORAGE_UPLOAD_FAILED")
                                .extractingByKey("dlq_error")
                                .asString()
                                .contains("No space left"));
                assertThat(worker.isReady()).isFalse();

                // when
                disk.makeRoom();

                // then
                environment.awaitEmptyStream();
                assertThat(environment.jobClient().bodies(JobClient.DEAD_LETTERS))
                        .hasSameSizeAs(letters);
                assertThat(jobs.stream()
                                .filter(job ->
                                        environment.resultOf(job).get("status").equals("processed")))
                        .hasSize(jobs.size() - letters.size());
                environment.checkInvariants();
            }
        }
    }

    private static SubmittedJob sendNoise(FaultEnvironment environment, byte[] noise) {
        Job job = FaultyJobs.plain();
        environment.directories().putSource(job, noise);
        return environment.add(job);
    }

    /** A picture that cannot be made small. */
    private static byte[] noise() {
        Random random = RandomSeed.randomFor("noise");
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                image.setRGB(x, y, random.nextInt());
            }
        }
        return TestImages.jpeg(image);
    }
}
