package io.follow.gateway.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.follow.gateway.faults.HealthWatch.Answer;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a worker says of itself before, during and after an outage. */
@ExtendWith(SceneExtension.class)
class ReadinessIT {

    /** How long a worker may believe that all is well. */
    private static final Duration LATEST = Duration.ofSeconds(5);

    private final Scene scene;

    ReadinessIT(Scene scene) {
        this.scene = scene;
    }

    enum Outage {
        SERVER_KILLED(scene -> scene.server().kill(), scene -> scene.server().restart()),
        SERVER_STOPPED(scene -> scene.server().pause(), scene -> scene.server().resume()),
        SERVER_OUT_OF_REACH(
                scene -> scene.workers().forEach(worker -> worker.proxy().stall()),
                scene -> scene.workers().forEach(worker -> worker.proxy().pass())),
        STORE_NOT_WRITABLE(
                scene -> scene.ground().blockStore(), scene -> scene.ground().unblockStore());

        private final Consumer<Scene> begin;
        private final Consumer<Scene> end;

        Outage(Consumer<Scene> begin, Consumer<Scene> end) {
            this.begin = begin;
            this.end = end;
        }
    }

    @ParameterizedTest
    @EnumSource
    void aWorkerSaysWithinFiveSecondsThatItCannotWorkAndByItselfThatItCanAgain(Outage outage) {
        try (HealthWatch watch = new HealthWatch(scene.workers().get(0).process())) {
            // given
            scene.pass(1);

            // when
            long begin = System.nanoTime();
            outage.begin.accept(scene.fault());
            scene.pass(8);
            long end = System.nanoTime();
            outage.end.accept(scene);
            scene.awaitAllReady();
            long over = System.nanoTime();
            scene.pass(2);

            // then: with the store as with the server, whoever asks later than that is told the truth
            assertThat(watch.between(begin + LATEST.toNanos(), end))
                    .as("answers in the outage")
                    .isNotEmpty()
                    .noneMatch(Answer::isReady);
            assertThat(watch.answers()).first().matches(Answer::isReady, "ready before the outage");
            await().atMost(Scene.LIMIT).untilAsserted(() -> assertThat(watch.between(over, System.nanoTime()))
                    .as("answers after the outage")
                    .isNotEmpty()
                    .allMatch(Answer::isReady));
            assertThat(watch.answers())
                    .as("whether the program should be restarted")
                    .allSatisfy(answer -> assertThat(answer.alive()).isEqualTo(200));
        }
    }
}
