package io.follow.gateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An entry that is larger than the heap of the workers. */
@Tag("soak")
@ExtendWith(FaultReportExtension.class)
class SmallHeapIT {

    private static final int TOO_LARGE = 100_000_000;

    /** So that pictures of the test's size fit beside everything else. */
    private static final Map<String, String> SETTINGS = Map.of("IMG_GW_MAX_PIXEL_COUNT", "100000");

    @Test
    void anEntryThatIsTooLargeForTheHeapHarmsNeitherTheProcessesNorItsNeighbours(FaultReport report) {
        try (FaultEnvironment environment = FaultEnvironment.empty(report)) {
            // given
            environment.addWorker(SETTINGS, "-Xmx64m");
            environment.addWorker(SETTINGS, "-Xmx64m");
            environment.reset("an entry that is too large for the heap harms neither the processes nor its neighbours");
            long before = repliedBytes(environment);

            // when
            SubmittedJob large =
                    environment.countFault().send(FaultyJobs.plain().with("ballast", "x".repeat(TOO_LARGE)));
            List<SubmittedJob> neighbours = environment.send(20);

            // then
            neighbours.forEach(job -> assertThat(environment.resultOf(job)).containsEntry("status", "processed"));
            assertThat(environment.resultOf(large)).containsEntry("error_code", "MAX_DELIVERIES_EXCEEDED");
            assertThat(repliedBytes(environment) - before)
                    .isLessThan((FaultEnvironment.MAX_DELIVERIES + 1L) * TOO_LARGE);
            assertThat(environment.workers()).allMatch(Worker::isAlive);
            environment.checkInvariants();
        }
    }

    private static long repliedBytes(FaultEnvironment environment) {
        return environment.workers().stream()
                .mapToLong(worker -> worker.proxy().repliedBytes())
                .sum();
    }
}
