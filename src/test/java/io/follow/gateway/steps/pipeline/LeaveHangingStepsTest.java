package io.follow.gateway.steps.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.follow.gateway.component.streams.read.Workers;
import io.follow.gateway.image.HeaderProbe;
import io.follow.gateway.image.ImageError;
import io.follow.gateway.image.ImageFormat;
import io.follow.gateway.image.ImageLimits;
import io.follow.gateway.image.MemoryBudget;
import io.follow.gateway.image.StageExecutor;
import io.follow.gateway.image.TestImages;
import io.follow.gateway.job.ErrorCode;
import io.follow.gateway.job.ImageJob;
import io.follow.gateway.job.JobException;
import io.follow.gateway.job.JobParser;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LeaveHangingStepsTest {

    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final int SMALL = 64;
    private static final int LARGE = 300;

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final MemoryBudget budget = new MemoryBudget(1);
    private final StageExecutor stageExecutor = new StageExecutor();
    private final Workers workers = new Workers(1);
    private final CompletableFuture<String> stage = new CompletableFuture<>();
    private final CompletableFuture<Thread> stageThread = new CompletableFuture<>();
    private final CompletableFuture<Thread> goneOn = new CompletableFuture<>();
    private final AtomicInteger ends = new AtomicInteger();

    /** A pixel step whose stage lasts until the test ends it. */
    public final class Waits implements PixelStep {

        public void on(ImageWork work) throws Exception {
            new StageRunner(stageExecutor)
                    .run(work, "wait", ImageError.PROCESS_FAILED, budget.acquire(1, SHORT), () -> {
                        stageThread.complete(Thread.currentThread());
                        return stage.join();
                    });
        }
    }

    @BeforeEach
    void startRoute() throws Exception {
        camel.getCamelContextExtension().addInterceptStrategy(new LeaveHangingSteps());
        camel.getRegistry().bind("waits", new Waits());
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                onException(JobException.class)
                        .handled(true)
                        .process(exchange -> goneOn.complete(Thread.currentThread()));
                from("direct:job")
                        .bean("waits", "on(${body})")
                        .process(exchange -> exchange.setProperty("passed", true));
            }
        });
        camel.start();
    }

    @AfterEach
    void stop() {
        stage.complete("over");
        workers.close();
        stageExecutor.close();
        camel.stop();
    }

    @Test
    void aSmallPictureIsWorkedOnByTheWorkerItself() throws Exception {
        // given
        stage.complete("made");
        Exchange exchange = job(SMALL, LONG);
        CompletableFuture<Thread> worker = new CompletableFuture<>();
        // when
        workers.run(exchange, () -> {
            worker.complete(Thread.currentThread());
            route(exchange);
        });
        // then
        await().until(() -> ends.get() == 1);
        assertThat(stageThread.join()).isSameAs(worker.join());
        assertThat(exchange.getProperty("passed")).isEqualTo(true);
    }

    @Test
    void aLargeOneIsNot() throws Exception {
        // given
        stage.complete("made");
        Exchange exchange = job(LARGE, LONG);
        // when
        workers.run(exchange, () -> route(exchange));
        // then
        await().until(() -> ends.get() == 1);
        assertThat(stageThread.join().getName()).startsWith("image-stage-");
    }

    @Test
    void anotherThreadGoesOnWithoutAStageThatHangsAndTheLateOneTouchesNothing() throws Exception {
        // given
        Exchange exchange = job(SMALL, SHORT);
        // when
        workers.run(exchange, () -> route(exchange));
        // then the route's error handler has it, on another thread
        assertThat(goneOn.get(10, TimeUnit.SECONDS)).isNotSameAs(stageThread.join());
        await().until(() -> ends.get() == 1);
        assertThat(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, JobException.class)
                        .getCode())
                .isEqualTo(ErrorCode.PROCESS_TIMEOUT);
        await().until(() -> stageExecutor.stuck() == 1);
        assertThat(workers.free()).isEqualTo(1);
        // when the stage comes back
        stage.complete("late");
        // then
        await().until(() -> stageExecutor.stuck() == 0);
        CompletableFuture<Void> next = new CompletableFuture<>();
        workers.run(job(SMALL, SHORT), () -> next.complete(null));
        assertThat(next).succeedsWithin(10, TimeUnit.SECONDS);
        assertThat(ends).hasValue(1);
        assertThat(exchange.getProperty("passed")).isNull();
    }

    private void route(Exchange exchange) {
        ((AsyncProcessor) camel.getRoutes().get(0).getProcessor())
                .process(exchange, doneSync -> ends.incrementAndGet());
    }

    private Exchange job(int side, Duration limit) throws Exception {
        byte[] file = TestImages.jpeg(TestImages.quadrants(side, side, BufferedImage.TYPE_INT_RGB));
        ImageJob job = new JobParser((source, target) -> false)
                .parse("1-0", Map.of("image_id", "a", "storage_key", "a.jpg", "expected_content_type", "image/jpeg"));
        Exchange exchange = new DefaultExchange(camel);
        ImageWork work = ImageWork.begin(exchange, job, ImageFormat.WEBP, List.of(), limit);
        work.source(
                new ImageWork.Source(
                        file, file.length, new HeaderProbe().probe(file, ImageFormat.JPEG, ImageLimits.DEFAULTS)),
                () -> {});
        exchange.getMessage().setBody(work);
        return exchange;
    }
}
