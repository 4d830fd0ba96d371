package io.follow.gateway.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.follow.gateway.contract.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A target store that is out of order. */
@ExtendWith(SceneExtension.class)
class TargetStoreIT {

    private final Scene scene;

    TargetStoreIT(Scene scene) {
        this.scene = scene;
    }

    @Test
    void anOutageOfTheStoreCostsTheJobsInHandAndNotTheBacklog() throws IOException {
        // given: nothing can be written where a file is in the way of the store's folder
        Path store = scene.ground().processed();
        Path away = store.resolveSibling("processed-away");
        Files.move(store, away);
        Files.writeString(store, "in the way");

        // when
        scene.fault();
        List<Sent> jobs = scene.send(200);
        scene.awaitNoneReady();
        await().atMost(Scene.LIMIT)
                .until(() -> !scene.wire().bodies(Wire.DEAD_LETTERS).isEmpty()
                        && scene.wire().pending() == 0);
        int failed = scene.wire().bodies(Wire.RESULT).size();
        scene.pass(2);

        // then: the jobs in hand failed, nothing else was touched
        assertThat(scene.wire().bodies(Wire.RESULT))
                .hasSize(failed)
                .hasSizeLessThan(jobs.size() / 4)
                .allSatisfy(result -> assertThat(result).containsEntry("error_code", "STORAGE_UPLOAD_FAILED"));

        // when
        Files.delete(store);
        Files.move(away, store);

        // then
        scene.awaitEmptyStream();
        assertThat(scene.wire().bodies(Wire.DEAD_LETTERS)).hasSize(failed);
    }
}
