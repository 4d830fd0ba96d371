package io.follow.gateway.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.job.ErrorCode;
import io.follow.gateway.job.JobException;
import io.follow.gateway.testing.CapturedLog;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreCircuitBreakerTest {

    private static final JobException FAILURE = new JobException(ErrorCode.STORAGE_UPLOAD_FAILED, "no space");

    @TempDir
    Path folder;

    private final CapturedLog log = CapturedLog.of(StoreCircuitBreaker.class);
    private final StoreCircuitBreaker gate = new StoreCircuitBreaker(1);

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void staysOpenWhenTheStoreItselfWorks() {
        // given
        FileStore store = FileStore.open(folder.resolve("store"));

        // when
        gate.suspect("image", store, FAILURE);

        // then
        assertThat(gate.closedBecause("image")).isNull();
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void isClosedWhileTheStoreIsBrokenAndSaysSoOnceWithACount() throws Exception {
        // given a file in place of the store's folder
        Path root = Files.writeString(folder.resolve("store"), "in the way");
        FileStore store = FileStore.open(root);

        // when many jobs fail
        for (int i = 0; i < 5; i++) {
            gate.suspect("image", store, FAILURE);
        }

        // then
        assertThat(gate.closedBecause("image")).startsWith("the store cannot be written");
        assertThat(gate.closedBecause("avatars")).isNull();
        assertThat(log.lines()).singleElement().asString().startsWith("WARN a store is out of order");

        // when
        Files.delete(root);
        gate.probeAgain();

        // then
        assertThat(gate.closedBecause("image")).isNull();
        assertThat(log.lines())
                .element(1)
                .asString()
                .matches("INFO the store works again after \\d+ s and \\d+ attempts, reading for image goes on");
    }
}
