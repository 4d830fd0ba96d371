package io.follow.gateway.steps.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.follow.gateway.component.streams.read.Workers;
import io.follow.gateway.image.Bytes;
import io.follow.gateway.image.HeaderProbe;
import io.follow.gateway.image.ImageError;
import io.follow.gateway.image.ImageFormat;
import io.follow.gateway.image.ImageLimits;
import io.follow.gateway.image.MemoryBudget;
import io.follow.gateway.image.StageExecutor;
import io.follow.gateway.image.TestImages;
import io.follow.gateway.job.ErrorCode;
import io.follow.gateway.job.JobException;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StageRunnerTest {

    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final int SMALL = 64;
    private static final int LARGE = 300;

    private final MemoryBudget budget = new MemoryBudget(1);
    private final StageExecutor stageExecutor = new StageExecutor();
    private final StageRunner stageRunner = new StageRunner(stageExecutor);
    private final Workers workers = new Workers(1);
    private final CompletableFuture<String> stage = new CompletableFuture<>();
    private final Exchange exchange = new DefaultExchange(new DefaultCamelContext());

    /** The thread of a worker, that of its stage, and what the stage failed with. */
    private record Run(Thread worker, @Nullable Thread stage, @Nullable JobException failure) {}

    @AfterEach
    void stop() {
        stage.complete("over");
        workers.close();
        stageExecutor.close();
    }

    @Test
    void aSmallPictureIsWorkedOnByTheWorkerItself() throws Exception {
        // given
        stage.complete("made");
        // when
        Run run = begin(work(SMALL, LONG)).get(10, TimeUnit.SECONDS);
        // then
        assertThat(run.stage()).isSameAs(run.worker());
        assertThat(run.failure()).isNull();
    }

    @Test
    void aLargeOneIsNot() throws Exception {
        // given
        stage.complete("made");
        // when
        Run run = begin(work(LARGE, LONG)).get(10, TimeUnit.SECONDS);
        // then
        assertThat(run.stage()).isNotNull().isNotSameAs(run.worker());
        assertThat(run.failure()).isNull();
    }

    @Test
    void theJobOfASmallPictureThatHangsIsAbandonedAndItsWorkerIsLostUntilItComesBack() throws Exception {
        // when
        CompletableFuture<Run> run = begin(work(SMALL, SHORT));
        // then
        assertThat(workers.abandoned().get(10, TimeUnit.SECONDS))
                .isInstanceOfSatisfying(
                        JobException.class, e -> assertThat(e.getCode()).isEqualTo(ErrorCode.PROCESS_TIMEOUT));
        assertThat(stageExecutor.stuck()).isEqualTo(1);
        assertThat(workers.isFree()).isFalse();
        assertThat(run).isNotDone();
        // when it comes back
        stage.complete("late");
        // then
        JobException failure = run.get(10, TimeUnit.SECONDS).failure();
        assertThat(failure).isNotNull();
        assertThat(failure.getCode()).isEqualTo(ErrorCode.PROCESS_TIMEOUT);
        await().until(workers::isFree);
        assertThat(stageExecutor.stuck()).isZero();
    }

    private CompletableFuture<Run> begin(ImageWork work) throws Exception {
        MemoryBudget.Lease lease = budget.acquire("image", 1, SHORT);
        CompletableFuture<Run> run = new CompletableFuture<>();
        CompletableFuture<Thread> stageThread = new CompletableFuture<>();
        workers.run(exchange, () -> {
            JobException failure = catchThrowableOfType(
                    JobException.class,
                    () -> stageRunner.run(work, "wait", ImageError.PROCESS_FAILED, lease, () -> {
                        stageThread.complete(Thread.currentThread());
                        return stage.join();
                    }));
            run.complete(new Run(Thread.currentThread(), stageThread.getNow(null), failure));
        });
        return run;
    }

    private ImageWork work(int side, Duration limit) throws Exception {
        byte[] file = TestImages.jpeg(TestImages.quadrants(side, side, BufferedImage.TYPE_INT_RGB));
        ImageWork work = Works.of(exchange, limit);
        work.source(
                new SourceImage(Bytes.of(file), new HeaderProbe().probe(file, ImageFormat.JPEG, ImageLimits.DEFAULTS)),
                again -> {},
                new SourceBuffers(1));
        return work;
    }
}
