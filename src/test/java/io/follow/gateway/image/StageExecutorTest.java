package io.follow.gateway.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.follow.gateway.image.MemoryBudget.Lease;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StageExecutorTest {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofMillis(20);

    private final MemoryBudget budget = new MemoryBudget(100);
    private final StageExecutor stageExecutor = new StageExecutor();
    private Lease lease;

    @BeforeEach
    void leaseMemory() throws Exception {
        lease = budget.acquire("image", 100, LONG);
    }

    @AfterEach
    void stopThreads() {
        stageExecutor.close();
    }

    @Test
    void returnsWhatTheStageMade() throws Exception {
        assertThat(stageExecutor.run(LONG, ImageError.DECODE_FAILED, lease, () -> "made"))
                .isEqualTo("made");
        lease.close();
        assertThat(budget.freeBytes()).isEqualTo(100);
    }

    @Test
    void keepsTheMemoryOfAStuckStageChargedUntilItEnds() {
        // given a stage that does not heed interrupts
        CountDownLatch release = new CountDownLatch(1);
        AtomicBoolean interrupted = new AtomicBoolean();
        AtomicBoolean closed = new AtomicBoolean();
        StageExecutor.Stage<Picture> deaf = () -> {
            while (release.getCount() > 0) {
                try {
                    release.await();
                } catch (InterruptedException e) {
                    interrupted.set(true);
                }
            }
            return new ClosingPicture(closed);
        };
        // when
        assertError(ImageError.PROCESS_TIMEOUT, () -> stageExecutor.run(SHORT, ImageError.DECODE_FAILED, lease, deaf));
        lease.close();
        // then
        await().untilTrue(interrupted);
        assertThat(stageExecutor.stuck()).isEqualTo(1);
        assertThat(budget.freeBytes()).isZero();
        // when it comes back
        release.countDown();
        // then
        await().until(() -> stageExecutor.stuck() == 0);
        assertThat(budget.freeBytes()).isEqualTo(100);
        await().untilTrue(closed);
    }

    @Test
    void callsAnUnforeseenErrorByTheNameOfTheStage() {
        assertError(
                ImageError.ENCODE_FAILED,
                () -> stageExecutor.run(LONG, ImageError.ENCODE_FAILED, lease, () -> {
                    throw new IllegalStateException("/some/host/path");
                }));
        assertError(
                ImageError.DECODE_FAILED,
                () -> stageExecutor.run(LONG, ImageError.DECODE_FAILED, lease, () -> {
                    throw new UnsatisfiedLinkError("native");
                }));
    }

    @Test
    void doesNotShowTheMessageOfAnUnforeseenError() {
        assertThatThrownBy(() -> stageExecutor.run(LONG, ImageError.DECODE_FAILED, lease, () -> {
                    throw new IllegalStateException("/some/host/path");
                }))
                .hasMessage("unforeseen IllegalStateException");
    }

    @Test
    void survivesAnExhaustedHeapAndOtherErrors() throws Exception {
        assertError(
                ImageError.PROCESS_FAILED,
                () -> stageExecutor.run(LONG, ImageError.DECODE_FAILED, lease, () -> {
                    throw new OutOfMemoryError("test");
                }));
        assertError(
                ImageError.PROCESS_FAILED,
                () -> stageExecutor.run(LONG, ImageError.DECODE_FAILED, lease, () -> {
                    throw new AssertionError("test");
                }));
        assertThat(stageExecutor.run(LONG, ImageError.DECODE_FAILED, lease, () -> 1))
                .isEqualTo(1);
        lease.close();
        assertThat(budget.freeBytes()).isEqualTo(100);
    }

    @Test
    void passesOnTheStagesOwnError() {
        assertError(
                ImageError.DECOMPRESSION_BOMB,
                () -> stageExecutor.run(LONG, ImageError.DECODE_FAILED, lease, () -> {
                    throw new ImageException(ImageError.DECOMPRESSION_BOMB, "too large");
                }));
    }

    @Test
    void interruptsTheStageOfAnInterruptedCaller() {
        // given
        CountDownLatch never = new CountDownLatch(1);
        AtomicBoolean interrupted = new AtomicBoolean();
        Thread.currentThread().interrupt();
        // when
        assertThatThrownBy(() -> stageExecutor.run(LONG, ImageError.DECODE_FAILED, lease, () -> {
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        interrupted.set(true);
                    }
                    return 1;
                }))
                .isInstanceOf(InterruptedException.class);
        // then
        await().untilTrue(interrupted);
        await().until(() -> stageExecutor.stuck() == 0);
    }

    @Test
    void runsAStageOnItsCallersThreadWhenAskedTo() throws Exception {
        assertThat(stageExecutor.runInline(LONG, ImageError.DECODE_FAILED, lease, Thread::currentThread, this::fail))
                .isSameAs(Thread.currentThread());
        lease.close();
        assertThat(budget.freeBytes()).isEqualTo(100);
    }

    @Test
    void failsAStageOnItsCallersThreadThatEndsTooLateAndClosesWhatItMade() {
        // given
        AtomicBoolean closed = new AtomicBoolean();
        StageExecutor.Stage<Picture> late = () -> new ClosingPicture(closed);
        // when
        assertError(
                ImageError.PROCESS_TIMEOUT,
                () -> stageExecutor.runInline(Duration.ZERO, ImageError.DECODE_FAILED, lease, late, this::fail));
        // then
        assertThat(closed).isTrue();
    }

    @Test
    void callsAnUnforeseenErrorOnTheCallersThreadByTheNameOfTheStage() {
        assertError(
                ImageError.ENCODE_FAILED,
                () -> stageExecutor.runInline(
                        LONG,
                        ImageError.ENCODE_FAILED,
                        lease,
                        () -> {
                            throw new IllegalStateException("/some/host/path");
                        },
                        this::fail));
    }

    @Test
    void tellsThatAStageHangsOnItsCallersThreadAndFailsItWhenItReturns() throws Exception {
        // given a stage that hangs on its caller's thread
        CompletableFuture<Picture> release = new CompletableFuture<>();
        CompletableFuture<ImageException> told = new CompletableFuture<>();
        CompletableFuture<Throwable> cameBack = new CompletableFuture<>();
        AtomicBoolean closed = new AtomicBoolean();
        Thread caller = new Thread(() -> cameBack.complete(catchThrowable(
                () -> stageExecutor.runInline(SHORT, ImageError.DECODE_FAILED, lease, release::join, told::complete))));
        caller.start();
        // then
        assertThat(told.get(10, TimeUnit.SECONDS).error()).isEqualTo(ImageError.PROCESS_TIMEOUT);
        lease.close();
        assertThat(stageExecutor.stuck()).isEqualTo(1);
        assertThat(budget.freeBytes()).isZero();
        // when it comes back
        release.complete(new ClosingPicture(closed));
        // then
        assertError(ImageError.PROCESS_TIMEOUT, () -> {
            throw cameBack.get(10, TimeUnit.SECONDS);
        });
        assertThat(stageExecutor.stuck()).isZero();
        assertThat(budget.freeBytes()).isEqualTo(100);
        assertThat(closed).isTrue();
    }

    @Test
    void interruptsAStageThatHangsOnItsCallersThreadAndNothingElse() throws Exception {
        // given
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        CompletableFuture<Boolean> stillInterrupted = new CompletableFuture<>();
        CountDownLatch never = new CountDownLatch(1);
        Thread caller = new Thread(() -> {
            catchThrowable(() -> stageExecutor.runInline(
                    SHORT,
                    ImageError.DECODE_FAILED,
                    lease,
                    () -> {
                        try {
                            never.await();
                        } catch (InterruptedException e) {
                            interrupted.complete(true);
                            Thread.currentThread().interrupt();
                        }
                        return 1;
                    },
                    timeout -> {}));
            stillInterrupted.complete(Thread.currentThread().isInterrupted());
        });
        // when
        caller.start();
        // then
        assertThat(interrupted.get(10, TimeUnit.SECONDS)).isTrue();
        assertThat(stillInterrupted.get(10, TimeUnit.SECONDS)).isFalse();
    }

    @Test
    void tellsAgainWhenTellingFailed() throws Exception {
        // given
        CompletableFuture<Integer> release = new CompletableFuture<>();
        AtomicInteger calls = new AtomicInteger();
        Thread caller = new Thread(() -> catchThrowable(
                () -> stageExecutor.runInline(SHORT, ImageError.DECODE_FAILED, lease, release::join, timeout -> {
                    if (calls.incrementAndGet() < 3) {
                        throw new OutOfMemoryError("test");
                    }
                })));
        // when
        caller.start();
        // then
        await().untilAtomic(calls, equalTo(3));
        release.complete(1);
        caller.join();
        assertThat(calls).hasValue(3);
    }

    @Test
    void doesNotBeginAStageOnTheThreadOfAnInterruptedCaller() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> stageExecutor.runInline(LONG, ImageError.DECODE_FAILED, lease, () -> 1, this::fail))
                .isInstanceOf(InterruptedException.class);
    }

    private void fail(ImageException unexpected) {
        throw new AssertionError("the watch should find nothing", unexpected);
    }

    private static void assertError(ImageError error, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(ImageException.class)
                .extracting(e -> ((ImageException) e).error())
                .isEqualTo(error);
    }

    private record ClosingPicture(AtomicBoolean closed) implements Picture {
        @Override
        public int width() {
            return 1;
        }

        @Override
        public int height() {
            return 1;
        }

        @Override
        public boolean alpha() {
            return false;
        }

        @Override
        public Picture with(PictureOperation operation) {
            return this;
        }

        @Override
        public BufferedImage pixels() {
            return new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
        }

        @Override
        public BufferedImage averaged(Size size) {
            return new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_INT_RGB);
        }

        @Override
        public Picture share() {
            return this;
        }

        @Override
        public void close() {
            closed.set(true);
        }
    }
}
