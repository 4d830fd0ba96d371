package io.follow.gateway.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.follow.gateway.contract.JobClient;
import io.follow.gateway.testing.GatewayProcess;
import io.follow.gateway.testing.SmallDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A {@code java.io.tmpdir} from which no library can be loaded, or in which there is no room for one, or which cannot be
 * written; needs the right to mount one.
 */
@ExtendWith(FaultReportExtension.class)
class UnusableTemporaryFolderIT {

    private static final String NOT_LOADED = "the WebP library cannot be loaded from java.io.tmpdir";

    enum Trouble {
        NO_EXECUTION("200m", SmallDisk::forbidExecution, SmallDisk::allowExecution, "image engine: native"),
        // Afterwards there is room for the one library, and not for those of the native engine.
        FULL("6m", disk -> disk.fillBut(200_000), SmallDisk::makeRoom, "image engine: java");

        private final String size;
        private final Consumer<SmallDisk> begin;
        private final Consumer<SmallDisk> end;
        private final String engine;

        Trouble(String size, Consumer<SmallDisk> begin, Consumer<SmallDisk> end, String engine) {
            this.size = size;
            this.begin = begin;
            this.end = end;
            this.engine = engine;
        }
    }

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void noJobIsTouchedUntilThereIsRoomForALibrary(FaultReport report, @TempDir Path folder) {
        try (SmallDisk disk = mount(folder, Trouble.FULL);
                FaultEnvironment environment = FaultEnvironment.empty(report)) {
            noJobIsTouchedUntilLibrariesCanBeLoaded(Trouble.FULL, disk, folder, environment);
        }
    }

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void noJobIsTouchedUntilLibrariesCanBeLoadedAndNoneNeedsTheFolderAfterwards(
            FaultReport report, @TempDir Path folder) {
        try (SmallDisk disk = mount(folder, Trouble.NO_EXECUTION);
                FaultEnvironment environment = FaultEnvironment.empty(report)) {
            Worker worker = noJobIsTouchedUntilLibrariesCanBeLoaded(Trouble.NO_EXECUTION, disk, folder, environment);
            aRunningGatewayDoesNotNeedIt(disk, environment, worker);
        }
    }

    private static SmallDisk mount(Path folder, Trouble trouble) {
        Optional<SmallDisk> mounted = SmallDisk.on(folder, trouble.size);
        assumeTrue(mounted.isPresent(), "mounting a file system is not allowed here");
        return mounted.orElseThrow();
    }

    private static Worker noJobIsTouchedUntilLibrariesCanBeLoaded(
            Trouble trouble, SmallDisk disk, Path folder, FaultEnvironment environment) {
        // given
        trouble.begin.accept(disk);
        Worker worker = environment.addWorker(Map.of(), "-Djava.io.tmpdir=" + folder);
        environment.resetWithoutWaiting("temporary folder at the start: " + trouble);
        List<SubmittedJob> jobs = environment.send(20);

        // when
        environment.countFault();
        environment.awaitLine("image gateway started in");
        environment.pass(5);

        // then
        assertThat(worker.isReady()).isFalse();
        assertThat(worker.process().log().lines().filter(line -> line.contains(NOT_LOADED)))
                .singleElement()
                .asString()
                .contains("WARN", "reading is paused")
                .doesNotContain(folder.toString());
        assertThat(worker.process().log()).doesNotContain("\tat ");
        assertThat(jobs).allMatch(job -> environment.runsOf(job).isEmpty());

        // when
        trouble.end.accept(disk);

        // then
        jobs.forEach(job -> assertThat(environment.resultOf(job)).containsEntry("status", "processed"));
        environment.awaitLine(trouble.engine);
        environment.checkInvariants();
        return worker;
    }

    private static void aRunningGatewayDoesNotNeedIt(SmallDisk disk, FaultEnvironment environment, Worker worker) {
        // given
        environment.reset("temporary folder of a running gateway");
        environment.awaitLine("image engine: native");

        // when
        environment.countFault();
        disk.fill();
        disk.forbidExecution();
        List<SubmittedJob> jobs = environment.send(20);

        // then
        jobs.forEach(job -> assertThat(environment.resultOf(job)).containsEntry("status", "processed"));
        assertThat(worker.isReady()).isTrue();
        assertThat(environment.jobClient().bodies(JobClient.DEAD_LETTERS)).isEmpty();
        environment.checkInvariants();
    }

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void aStartThatCannotWriteThereSaysSoInOneLine(@TempDir Path folder, @TempDir Path work) throws IOException {
        // given a file in its place, in which nobody, whatever his rights, can make a folder
        Path inTheWay = Files.writeString(folder.resolve("tmp"), "in the way");

        // when
        try (GatewayProcess process = GatewayProcess.in(work)
                .jvm("-Djava.io.tmpdir=" + inTheWay)
                .env("REDIS_URL", "redis://127.0.0.1:1")
                .start()) {

            // then
            assertThat(process.exitCode()).isNotZero();
            assertThat(process.log().lines().filter(line -> line.contains("not started")))
                    .singleElement()
                    .asString()
                    .contains("java.io.tmpdir cannot be written");
            assertThat(process.log()).doesNotContain("\tat ");
        }
    }
}
