package io.follow.gateway.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.job.ErrorCode;
import io.follow.gateway.job.JobException;
import io.follow.gateway.storage.ImageStore;
import io.follow.gateway.storage.Stores;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.health.HealthCheck;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreHealthCheckTest {

    @TempDir
    Path folder;

    private StoreHealthCheck check(StoreHealthCheck.Probe probe, Duration patience) {
        ImageStore store = new Stores().open(folder.toString());
        return new StoreHealthCheck("target-store", () -> true, () -> store, probe, patience);
    }

    private static String message(HealthCheck.Result result) {
        return result.getMessage().orElse("");
    }

    @Test
    void isUpWhenTheStoreAnswersAndDownWithItsReasonWhenItRefuses() {
        // given
        try (StoreHealthCheck well = check(ImageStore::checkWritable, Duration.ofSeconds(30));
                StoreHealthCheck broken = check(
                        store -> {
                            throw new JobException(ErrorCode.STORAGE_UPLOAD_FAILED, "no space left");
                        },
                        Duration.ofSeconds(30))) {
            // when // then
            assertThat(well.call().getState()).isEqualTo(HealthCheck.State.UP);
            HealthCheck.Result refused = broken.call();
            assertThat(refused.getState()).isEqualTo(HealthCheck.State.DOWN);
            assertThat(message(refused)).isEqualTo("no space left");
        }
    }

    @Test
    void isDownWhileTheStoreHangsAndAsksItOnceOnly() {
        // given
        CountDownLatch back = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        try (StoreHealthCheck check = check(
                store -> {
                    asked.incrementAndGet();
                    try {
                        back.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                Duration.ofMillis(50))) {
            // when
            HealthCheck.Result first = check.call();
            HealthCheck.Result second = check.call();

            // then
            assertThat(message(first)).isEqualTo("the store does not answer");
            assertThat(message(second)).isEqualTo("the store does not answer");
            Awaitility.await().untilAsserted(() -> assertThat(asked).hasValue(1));
            back.countDown();
            Awaitility.await().until(() -> check.call().getState() == HealthCheck.State.UP);
        }
    }
}
