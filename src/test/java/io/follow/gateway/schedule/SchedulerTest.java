package io.follow.gateway.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.greaterThan;

import io.follow.gateway.testing.CapturedLog;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SchedulerTest {

    private static final Duration SHORT = Duration.ofMillis(10);

    private final CapturedLog log = CapturedLog.of(Scheduler.class);
    private final Scheduler scheduler = new Scheduler(2);
    private final AtomicInteger runs = new AtomicInteger();
    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void close() {
        release.countDown();
        scheduler.close();
        log.close();
    }

    @Test
    void runsATaskAgainWhateverItThrows() {
        // given
        scheduler.every(SHORT, () -> {
            if (runs.incrementAndGet() % 2 == 0) {
                throw new OutOfMemoryError("test");
            }
            throw new IllegalStateException("test");
        });
        // then
        await().untilAtomic(runs, greaterThan(3));
        assertThat(log.lines())
                .filteredOn(line -> line.startsWith("WARN"))
                .singleElement()
                .asString()
                .startsWith("WARN a scheduled task failed and will run again");
    }

    @Test
    void runsATaskWhileAnotherOneWaits() {
        // given
        scheduler.every(SHORT, release::await);
        // when
        scheduler.every(SHORT, runs::incrementAndGet);
        // then
        await().untilAtomic(runs, greaterThan(3));
    }

    @Test
    void endsWithWhatItRuns() {
        // given
        CountDownLatch interrupted = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        scheduler.every(SHORT, () -> {
            begun.countDown();
            try {
                release.await();
            } finally {
                interrupted.countDown();
            }
        });
        await().until(() -> begun.getCount() == 0);
        // when
        scheduler.close();
        // then
        await().until(() -> interrupted.getCount() == 0);
        assertThatThrownBy(() -> scheduler.executor().execute(runs::incrementAndGet))
                .isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void replacesAThreadThatIsGone() {
        // given none has been started yet
        ScheduledThreadPoolExecutor pool = (ScheduledThreadPoolExecutor) scheduler.executor();
        assertThat(pool.getPoolSize()).isZero();
        // when
        scheduler.replaceEndedThread();
        scheduler.replaceEndedThread();
        scheduler.replaceEndedThread();
        // then
        assertThat(pool.getPoolSize()).isEqualTo(2);
    }
}
