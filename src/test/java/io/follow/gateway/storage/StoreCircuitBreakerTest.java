package io.follow.gateway.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.job.ErrorCode;
import io.follow.gateway.job.JobException;
import io.follow.gateway.testing.CapturedLog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreCircuitBreakerTest {

    private static final JobException FAILURE = new JobException(ErrorCode.STORAGE_UPLOAD_FAILED, "no space");

    @TempDir
    Path folder;

    private final CapturedLog log = CapturedLog.of(StoreCircuitBreaker.class);
    private final StoreCircuitBreaker gate = new StoreCircuitBreaker(1, Runnable::run);

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
        assertThat(log.lines()).singleElement().asString().startsWith("WARN a store is unavailable");

        // when
        Files.delete(root);
        gate.probeAgain();

        // then
        assertThat(gate.closedBecause("image")).isNull();
        assertThat(log.lines())
                .element(1)
                .asString()
                .matches("INFO the store is available again after \\d+ s and \\d+ attempts, reading for image resumes");
    }

    @Test
    void aProbeThatHangsKeepsNoOtherStoreOutOfOrder() throws Exception {
        // given two broken stores, and probes that wait until they are run
        List<Runnable> probes = new ArrayList<>();
        StoreCircuitBreaker breaker = new StoreCircuitBreaker(1, probes::add);
        Path hanging = Files.writeString(folder.resolve("hanging"), "in the way");
        Path mended = Files.writeString(folder.resolve("mended"), "in the way");
        breaker.suspect("image", FileStore.open(hanging), FAILURE);
        breaker.suspect("avatars", FileStore.open(mended), FAILURE);
        breaker.probeAgain();
        Files.delete(mended);

        // when one of the probes ends, and the next round begins
        probes.forEach(Runnable::run);
        probes.clear();
        breaker.probeAgain();

        // then the other one is probed alone, and only once at a time
        breaker.probeAgain();
        assertThat(probes).hasSize(1);
        assertThat(breaker.closedBecause("avatars")).isNull();
        assertThat(breaker.closedBecause("image")).isNotNull();
    }

    @Test
    void aResetForgetsStoresAlsoThoseThatAreProbedAtTheMoment() throws Exception {
        // given
        List<Runnable> probes = new ArrayList<>();
        StoreCircuitBreaker breaker = new StoreCircuitBreaker(1, probes::add);
        FileStore broken = FileStore.open(Files.writeString(folder.resolve("store"), "in the way"));
        breaker.suspect("image", broken, FAILURE);
        breaker.probeAgain();

        // when
        breaker.reset();
        probes.forEach(Runnable::run);

        // then
        assertThat(breaker.closedBecause("image")).isNull();

        // when it fails again
        breaker.suspect("image", broken, FAILURE);

        // then
        assertThat(breaker.closedBecause("image")).isNotNull();
    }
}
