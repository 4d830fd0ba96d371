package io.follow.gateway.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.follow.gateway.contract.Wire;
import io.lettuce.core.Consumer;
import io.lettuce.core.Range;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XAddArgs;
import io.lettuce.core.XClaimArgs;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Clocks that are wrong: of workers, and of the server. */
@ExtendWith(ReportExtension.class)
class ClockIT {

    @Test
    void workersWhoseClocksAreADayOffTrimNothingEarlyAndLoseNoJob(Report report) {
        try (Scene scene = Scene.empty(report)) {
            // given
            Worker ahead = scene.addWorker(Map.of("FAULTS_CLOCK", "PT25H"));
            Worker behind = scene.addWorker(Map.of("FAULTS_CLOCK", "-PT25H"));
            scene.begin("workers whose clocks are a day off trim nothing early and lose no job");
            String older = addResult(scene, Duration.ofHours(25));
            String younger = addResult(scene, Duration.ofHours(23));

            // when
            List<Sent> jobs = scene.fault().fault().send(20);
            jobs.forEach(job -> assertThat(scene.resultOf(job)).containsEntry("status", "processed"));

            // then: by the clock of the server
            await().atMost(Scene.LIMIT).until(() -> !ids(scene).contains(older));
            assertThat(ids(scene)).contains(younger);
            assertThat(scene.workersOf(jobs)).contains(ahead, behind);
            scene.wire().commands().xdel(Wire.RESULT, younger);
            scene.checkInvariants();
        }
    }

    @Test
    void theJobOfADeadWorkerIsTakenOverInTimeAfterTheClockOfTheServerWasSetBackAnHour(Report report) {
        try (Scene scene = Scene.empty(report)) {
            // given
            scene.addWorker(Map.of());
            scene.begin("the job of a dead worker is taken over in time after the clock of the server was set back");
            List<Sent> left = List.of(
                    scene.sendTakenBy("dead", Images.plain()), scene.sendTakenBy("dead as well", Images.plain()));

            // when: seen from the new time, they were delivered in an hour
            long inAnHour = Instant.now().plus(Duration.ofHours(1)).toEpochMilli();
            scene.fault();
            left.forEach(job -> setDeliveryTime(scene, job, inAnHour));

            // then
            left.forEach(job -> assertThat(scene.resultOf(job)).containsEntry("status", "processed"));
            scene.checkInvariants();
        }
    }

    private static void setDeliveryTime(Scene scene, Sent job, long millis) {
        scene.wire()
                .commands()
                .xclaim(
                        Wire.PROCESS,
                        Consumer.from(Wire.GROUP, scene.consumerOf(job)),
                        new XClaimArgs().time(millis).justid(),
                        job.jobId());
    }

    private static String addResult(Scene scene, Duration age) {
        long at = Instant.now().minus(age).toEpochMilli();
        return scene.wire().commands().xadd(Wire.RESULT, new XAddArgs().id(at + "-0"), Map.of("n", age.toString()));
    }

    private static List<String> ids(Scene scene) {
        return scene.wire().commands().xrange(Wire.RESULT, Range.unbounded()).stream()
                .map(StreamMessage::getId)
                .toList();
    }
}
