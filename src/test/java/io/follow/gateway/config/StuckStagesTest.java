package io.follow.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.follow.gateway.image.ImageError;
import io.follow.gateway.image.ImageException;
import io.follow.gateway.image.MemoryBudget;
import io.follow.gateway.image.StageLeftException;
import io.follow.gateway.image.TimeLimit;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StuckStagesTest {

    private static final Duration SHORT = Duration.ofMillis(20);

    private final CompletableFuture<Integer> release = new CompletableFuture<>();
    private final TimeLimit limit = new TimeLimit();
    private final AtomicInteger exitCode = new AtomicInteger();

    private interface Hanging {
        void begin() throws ImageException, InterruptedException;
    }

    @AfterEach
    void letGo() {
        release.complete(1);
        limit.close();
    }

    @Test
    void endsTheProcessWhenAsManyStagesHangAsThereAreWorkers() throws Exception {
        MemoryBudget budget = new MemoryBudget(2);
        try (StuckStages stages = new StuckStages(limit, 2, exitCode::set)) {
            MemoryBudget.Lease first = budget.acquire(1, SHORT);
            MemoryBudget.Lease second = budget.acquire(1, SHORT);
            hang(() -> limit.run(SHORT, ImageError.DECODE_FAILED, first, release::join));
            hang(() -> limit.runHere(SHORT, ImageError.DECODE_FAILED, second, release::join, timeout -> {}));
            await().until(() -> exitCode.get() == StuckStages.EXIT_CODE);
            assertThat(stages).isNotNull();
        }
    }

    private void hang(Hanging stage) {
        Thread worker = new Thread(() -> {
            try {
                stage.begin();
            } catch (ImageException | InterruptedException | StageLeftException e) {
                assertThat(e).isNotInstanceOf(InterruptedException.class);
            }
        });
        worker.setDaemon(true);
        worker.start();
    }
}
