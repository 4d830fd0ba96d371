package io.follow.gateway.faults;

import static io.follow.gateway.faults.JobFault.WAIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.follow.gateway.testing.SmallDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A target store on a disk of its own that is full or refuses; needs the right to mount one. */
@ExtendWith(FaultReportExtension.class)
class StoreOutageIT {

    private static final int WAITING = 200;

    /** The waits between four tries: 1 s, 2 s and 4 s; a fifth try would come 8 s later. */
    private static final Duration ALL_WAITS = Duration.ofSeconds(7);

    private static final Duration ONE_MORE_WAIT = Duration.ofSeconds(8);

    enum Outage {
        FULL_DISK(SmallDisk::fill, SmallDisk::makeRoom),
        NO_PERMISSION(SmallDisk::makeReadOnly, SmallDisk::makeWritable);

        private final Consumer<SmallDisk> begin;
        private final Consumer<SmallDisk> end;

        Outage(Consumer<SmallDisk> begin, Consumer<SmallDisk> end) {
            this.begin = begin;
            this.end = end;
        }
    }

    private static FaultEnvironment environment;
    private static Path folder;
    private static SmallDisk disk;

    @BeforeAll
    static void start(FaultReport report) throws IOException {
        environment = FaultEnvironment.empty(report);
        folder = Files.createDirectories(environment.directories().processed());
        Optional<SmallDisk> mounted = SmallDisk.on(folder, "8m");
        assumeTrue(mounted.isPresent(), "mounting a file system is not allowed here");
        disk = mounted.orElseThrow();
        environment.addWorker(Map.of("IMG_GW_UPLOAD_RETRY_BASE_MS", "1000"));
    }

    @AfterAll
    static void stop() {
        if (disk != null) {
            disk.close();
        }
        environment.close();
    }

    @ParameterizedTest
    @EnumSource
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    void jobsInHandAreTriedFourTimesAndTheBacklogIsNotTouched(Outage outage) throws IOException {
        // given
        environment.reset("target store: " + outage);
        List<SubmittedJob> inHand = Stream.generate(() -> environment.send(WAIT, InjectionPoint.DECODE))
                .limit(FaultEnvironment.JOBS_PER_WORKER)
                .toList();
        inHand.forEach(job -> environment.awaitReached(InjectionPoint.DECODE, job, 1));
        List<SubmittedJob> waiting = environment.send(WAITING);

        // when
        outage.begin.accept(disk);
        Instant begin = Instant.now();
        environment.countFault();
        inHand.forEach(environment::release);

        // then
        inHand.forEach(job -> {
            Map<String, String> result = environment.resultOf(job);
            assertThat(result).containsEntry("error_code", "STORAGE_UPLOAD_FAILED");
            assertThat(Duration.between(begin, Instant.parse(result.get("failed_at"))))
                    .isBetween(ALL_WAITS, ALL_WAITS.plus(ONE_MORE_WAIT));
            assertThat(environment.jobClient().deadLettersOf(job.jobId())).hasSize(1);
        });
        assertThat(waiting).allMatch(job -> environment.runsOf(job).isEmpty());
        assertThat(FileTree.filesIn(folder)).noneMatch(file -> file.toString().endsWith(".webp"));
        environment.awaitNotReady(environment.workers().get(0));

        // when
        outage.end.accept(disk);

        // then
        waiting.forEach(job -> assertThat(environment.resultOf(job)).containsEntry("status", "processed"));
        environment.checkInvariants();
    }
}
