package io.follow.gateway.faults;

import static io.follow.gateway.faults.Fault.WAIT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that dies or falls silent. */
@ExtendWith(SceneExtension.class)
class ServerCrashIT {

    private final Scene scene;

    ServerCrashIT(Scene scene) {
        this.scene = scene;
    }

    @ParameterizedTest
    @ValueSource(strings = {"always", "everysec"})
    void aServerThatIsKilledAndComesBackCostsNoJob(String fsync) {
        // given
        scene.server().command("CONFIG", "SET", "appendfsync", fsync);
        Sent inHand = scene.send(WAIT, Place.SETTLE);
        scene.awaitAt(Place.SETTLE, inHand, 1);
        List<Sent> jobs = scene.send(100);

        // when
        scene.fault().server().kill();
        scene.letGo(inHand);
        scene.awaitNoneReady();
        scene.server().restart();

        // then: a killed process leaves its writes to the operating system, so both settings keep all of them
        scene.awaitAllReady();
        assertThat(scene.resultOf(inHand)).containsEntry("status", "processed");
        jobs.forEach(job -> assertThat(scene.resultOf(job)).containsEntry("status", "processed"));
    }

    @Test
    void aServerWhoseMachineForgetsTheLastSecondCostsNothingOlder() {
        // given: one job that ends in the last second, and some that only begin in it
        scene.server().command("CONFIG", "SET", "appendfsync", "everysec");
        Sent ended = scene.send(WAIT, Place.SETTLE);
        List<Sent> older = scene.send(20);
        older.forEach(scene::resultOf);
        scene.awaitAt(Place.SETTLE, ended, 1);
        scene.pass(2);
        AppendOnlyFile file = AppendOnlyFile.of(scene.server());
        scene.letGo(ended);
        assertThat(scene.resultOf(ended)).containsEntry("status", "processed");
        List<Sent> begun =
                Stream.generate(() -> scene.send(WAIT, Place.SETTLE)).limit(3).toList();
        begun.forEach(job -> scene.awaitAt(Place.SETTLE, job, 1));

        // when
        scene.fault().server().kill();
        file.forgetWhatCameLater();
        scene.server().restart();
        scene.awaitAllReady();
        begun.forEach(scene::letGo);
        begun.forEach(scene::forget);

        // then: what ended is run again, what is gone with its entry has no result
        assertThat(scene.resultOf(ended)).containsEntry("status", "processed");
        older.forEach(job -> assertThat(scene.resultOf(job)).containsEntry("status", "processed"));
        scene.send(20).forEach(job -> assertThat(scene.resultOf(job)).containsEntry("status", "processed"));
        begun.forEach(job -> {
            scene.awaitLine(job.jobId() + " delivery 1 was not settled here: ");
            assertThat(scene.wire().resultsOf(job.jobId())).isEmpty();
        });
    }

    @Test
    @Tag("soak")
    void aServerStoppedForHalfAMinuteCostsNoJob() {
        // given
        List<Sent> jobs = scene.send(100);

        // when
        scene.fault().server().pause();
        scene.awaitNoneReady();
        scene.pass(30);
        scene.server().resume();
        List<Sent> later = scene.send(5);

        // then
        later.forEach(job -> assertThat(scene.resultOf(job)).containsEntry("status", "processed"));
        jobs.forEach(job -> assertThat(scene.resultOf(job)).containsEntry("status", "processed"));
    }
}
