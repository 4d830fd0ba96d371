package io.follow.gateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An entry that is larger than the heap of the workers. */
@Tag("soak")
@ExtendWith(ReportExtension.class)
class SmallHeapIT {

    private static final int TOO_LARGE = 100_000_000;

    /** So that pictures of the test's size fit beside everything else. */
    private static final Map<String, String> SETTINGS = Map.of("IMG_GW_MAX_PIXEL_COUNT", "100000");

    @Test
    void anEntryThatIsTooLargeForTheHeapHarmsNeitherTheProcessesNorItsNeighbours(Report report) {
        try (Scene scene = Scene.empty(report)) {
            // given
            scene.addWorker(SETTINGS, "-Xmx64m");
            scene.addWorker(SETTINGS, "-Xmx64m");
            scene.begin("an entry that is too large for the heap harms neither the processes nor its neighbours");
            long before = repliedBytes(scene);

            // when
            Sent large = scene.fault().send(Images.plain().with("ballast", "x".repeat(TOO_LARGE)));
            List<Sent> neighbours = scene.send(20);

            // then
            neighbours.forEach(job -> assertThat(scene.resultOf(job)).containsEntry("status", "processed"));
            assertThat(scene.resultOf(large)).containsEntry("error_code", "MAX_DELIVERIES_EXCEEDED");
            assertThat(repliedBytes(scene) - before).isLessThan((Scene.MAX_DELIVERIES + 1L) * TOO_LARGE);
            assertThat(scene.workers()).allMatch(Worker::isAlive);
            scene.checkInvariants();
        }
    }

    private static long repliedBytes(Scene scene) {
        return scene.workers().stream()
                .mapToLong(worker -> worker.proxy().repliedBytes())
                .sum();
    }
}
