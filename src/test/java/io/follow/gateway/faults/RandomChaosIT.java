package io.follow.gateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** All faults in a random order, for {@code -Dsoak.minutes=30}, drawn from {@code -Dsoak.seed=42}. */
@Tag("soak")
@ExtendWith(FaultReportExtension.class)
class RandomChaosIT {

    private static final Duration LENGTH = Duration.ofMinutes(Integer.getInteger("soak.minutes", 30));
    private static final Duration WARM_UP = Duration.ofMinutes(10);
    private static final double MOST_MEGABYTES_FOR_A_THOUSAND_IMAGES = 1;

    private static final Map<String, String> SETTINGS = Map.of(
            // Room for what a busy machine needs to answer; stopped workers are stopped for longer than this.
            "IMG_GW_JOB_CLAIM_IDLE_MS",
            "3000",
            "MALLOC_ARENA_MAX",
            "2",
            "FAULTS_ENGINE",
            "true",
            // Longer than a worker is stopped and than the largest image takes beside all else.
            "IMG_GW_PROCESS_TIMEOUT_MS",
            "20000");

    @Test
    @Timeout(value = 3, unit = TimeUnit.HOURS)
    void everyJobEndsOnceWhateverHappensInWhateverOrder(FaultReport report) {
        try (FaultEnvironment environment = FaultEnvironment.empty(report)) {
            // given: two workers that may be killed and stopped, and one that lives through everything else
            List<Worker> mortals =
                    List.of(environment.addWorker(SETTINGS, "-Xmx512m"), environment.addWorker(SETTINGS, "-Xmx512m"));
            // A heap that is touched at the start does not grow, so what grows is outside of it.
            Worker longLived = environment.addWorker(
                    SETTINGS,
                    "-Xmx512m",
                    "-Xms512m",
                    "-XX:+AlwaysPreTouch",
                    NativeMemory.OPTION,
                    "-D" + FaultInjector.IMMUNE + "=true");
            environment.reset("random chaos run of " + LENGTH.toMinutes() + " min");
            ChaosSchedule plan = ChaosSchedule.draw(
                    RandomSeed.randomFor("faults"),
                    LENGTH,
                    environment.workers().size(),
                    mortals.size());
            ChaosRun chaosRun = new ChaosRun(environment, plan, EnumSet.allOf(ChaosJobKind.class));
            MemoryMonitor memory = new MemoryMonitor(longLived, WARM_UP);
            Set<Integer> health = ConcurrentHashMap.newKeySet();

            // when
            chaosRun.run(LENGTH, () -> {
                memory.look();
                health.add(longLived.process().get("/health"));
            });

            // then
            report.note("Faults of the chaos run: " + chaosRun.faults());
            report.note("Ends of the chaos run: " + chaosRun.ends());
            report.note("Jobs destroyed with their stream: " + chaosRun.lost());
            report.note("Memory of the worker that survived the chaos run: " + memory);
            Map<String, Integer> wrongEnds = chaosRun.wrongEnds();
            environment.checkInvariants();
            assertThat(chaosRun.troubles()).as("errors of the chaos run itself").isEmpty();
            assertThat(wrongEnds).as("jobs that ended as their kind never does").isEmpty();
            assertThat(health).as("whether the program should be restarted").doesNotContain(503);
            OptionalDouble growth = memory.growth();
            if (growth.isPresent()) {
                assertThat(growth.getAsDouble())
                        .as("MB for each 1,000 images")
                        .isLessThan(MOST_MEGABYTES_FOR_A_THOUSAND_IMAGES);
            }
        }
    }
}
