package io.follow.gateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.contract.Job;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Work that comes more than once. */
@ExtendWith(SceneExtension.class)
class DuplicateIT {

    private static final int LEFT_BY_A_DEAD_WORKER = 1_000;

    private final Scene scene;

    DuplicateIT(Scene scene) {
        this.scene = scene;
    }

    @Test
    void twoWorkersShareAThousandEntriesThatADeadOneLeft() {
        // given
        scene.workers().forEach(worker -> worker.process().pause());
        scene.fault();
        Sent first = scene.send(Images.plain());
        Job same = first.job();

        // when: all for one raw image, each with a key of its own
        IntStream.range(0, LEFT_BY_A_DEAD_WORKER).forEach(i -> {
            Job job = Images.plain().with("source_key", same.sourceKey());
            scene.remember(new Sent(job, scene.wire().addTakenBy("dead", 1, job)));
        });
        scene.workers().forEach(worker -> worker.process().resume());

        // then
        scene.awaitEmptyStream();
        assertThat(scene.resultOf(first)).containsEntry("status", "processed");
    }

    @Test
    void aJobAddedThreeTimesAtOnceAndAgainAfterItsEndGivesOneResultPerEntry() {
        // given
        Sent first = scene.send(Images.plain());
        scene.fault();

        // when
        List<Sent> copies = Stream.of(first.job(), first.job()).map(scene::add).toList();
        copies.forEach(copy -> assertThat(scene.resultOf(copy)).containsEntry("status", "processed"));
        Sent again = scene.add(first.job());

        // then
        String digest = scene.resultOf(first).get("sha256");
        assertThat(scene.resultOf(again)).containsEntry("sha256", digest);
    }
}
