package io.follow.gateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.faults.HealthWatch.Answer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A server that closes connections on which nothing was sent for a second. */
@ExtendWith(SceneExtension.class)
class IdleConnectionIT {

    private static final int JOBS = 4;

    private final Scene scene;

    IdleConnectionIT(Scene scene) {
        this.scene = scene;
    }

    @Test
    void aConnectionThatTheServerClosedForIdlenessIsNoOutage() {
        try (HealthWatch watch = new HealthWatch(scene.workers().get(0).process())) {
            // given connections on which results have been settled
            scene.server().command("CONFIG", "SET", "timeout", "1");
            List<Sent> before = scene.send(JOBS);
            before.forEach(job -> assertThat(scene.resultOf(job)).containsEntry("status", "processed"));

            List<Integer> said = logLengths();

            // when they are idle for longer than the server allows
            scene.fault();
            scene.pass(5);
            List<Sent> after = scene.send(JOBS);

            // then
            after.forEach(job -> assertThat(scene.resultOf(job)).containsEntry("status", "processed"));
            after.forEach(job -> assertThat(scene.runsOf(job)).containsExactly(1));
            assertThat(watch.answers()).isNotEmpty().allMatch(Answer::isReady);
            for (int i = 0; i < said.size(); i++) {
                String log = scene.workers().get(i).process().log();
                assertThat(log.substring(said.get(i))).doesNotContain("settling: ");
            }
        }
    }

    /** The workers have been through other tests. */
    private List<Integer> logLengths() {
        return scene.workers().stream()
                .map(worker -> worker.process().log().length())
                .toList();
    }
}
