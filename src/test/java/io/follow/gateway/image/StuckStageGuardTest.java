package io.follow.gateway.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StuckStageGuardTest {

    private static final Duration SHORT = Duration.ofMillis(20);

    private final CompletableFuture<Integer> release = new CompletableFuture<>();
    private final StageExecutor limit = new StageExecutor();
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
        // given one that hangs on a thread of the limit's and one on its worker's
        MemoryBudget budget = new MemoryBudget(2);
        MemoryBudget.Lease first = budget.acquire("image", 1, SHORT);
        MemoryBudget.Lease second = budget.acquire("image", 1, SHORT);
        CompletableFuture<Throwable> itsOwn =
                hang(() -> limit.run(SHORT, ImageError.DECODE_FAILED, first, release::join));
        CompletableFuture<Throwable> itsWorkers =
                hang(() -> limit.runInline(SHORT, ImageError.DECODE_FAILED, second, release::join, timeout -> {}));
        // when
        StuckStageGuard stages = new StuckStageGuard(limit, 2, exitCode::set);
        // then
        try {
            await().until(() -> exitCode.get() == StuckStageGuard.EXIT_CODE);
        } finally {
            stages.close();
        }
        release.complete(1);
        assertThat(itsOwn.get(10, TimeUnit.SECONDS)).isInstanceOf(ImageException.class);
        assertThat(itsWorkers.get(10, TimeUnit.SECONDS)).isInstanceOf(ImageException.class);
    }

    private static CompletableFuture<Throwable> hang(Hanging stage) {
        CompletableFuture<Throwable> end = new CompletableFuture<>();
        Thread worker = new Thread(() -> {
            try {
                stage.begin();
            } catch (ImageException | InterruptedException e) {
                end.complete(e);
            }
        });
        worker.setDaemon(true);
        worker.start();
        return end;
    }
}
