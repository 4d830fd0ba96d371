package io.follow.gateway.faults;

import static io.follow.gateway.faults.Fault.WAIT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
