package io.follow.gateway.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.follow.gateway.component.streams.entry.Deliveries;
import io.follow.gateway.component.streams.entry.Delivery;
import io.follow.gateway.component.streams.entry.HashWrite;
import io.follow.gateway.job.ImageId;
import io.follow.gateway.job.Stage;
import io.follow.gateway.pipeline.PerPipeline;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StageReporterTest {

    private static final ImageId IMAGE = new ImageId("42");
    private static final Duration INTERVAL = Duration.ofMillis(500);

    private final StatusHash hashes =
            new StatusHash("s:", "events", Duration.ofHours(1), Clock.systemUTC(), new ObjectMapper());
    private final Delivery delivery = Deliveries.of("1-0");

    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);

    /** Entry ids and stages in the order in which they were written. */
    private final List<String> written = new CopyOnWriteArrayList<>();

    @AfterEach
    void stopTheTimer() {
        timer.shutdownNow();
    }

    @Test
    void writesEveryStageAtOnceWithoutALeastInterval() {
        StageReporter reporter = reporter(Duration.ZERO);
        reporter.reached(delivery, IMAGE, Stage.VALIDATING);
        reporter.reached(delivery, IMAGE, Stage.DECODING);

        assertThat(written).containsExactly("1-0 validating", "1-0 decoding");
    }

    @Test
    void leavesOutAStageThatIsOverBeforeTheLeastInterval() {
        StageReporter reporter = reporter(INTERVAL);
        reporter.reached(delivery, IMAGE, Stage.VALIDATING);
        reporter.reached(delivery, IMAGE, Stage.DECODING);

        await().untilAsserted(() -> assertThat(written).containsExactly("1-0 decoding"));
    }

    @Test
    void writesAStageThatLastsOnlyOnce() {
        StageReporter reporter = reporter(INTERVAL);
        // given
        reporter.reached(delivery, IMAGE, Stage.DECODING);
        awaitWritten("1-0 decoding");

        // when another job has been through at least one more interval
        reporter.reached(Deliveries.of("2-0"), IMAGE, Stage.DECODING);
        awaitWritten("2-0 decoding");

        // then
        assertThat(written).containsExactly("1-0 decoding", "2-0 decoding");
    }

    @Test
    void forgetsAJobThatHasEnded() {
        StageReporter reporter = reporter(INTERVAL);
        // given
        reporter.reached(delivery, IMAGE, Stage.UPLOADING);
        reporter.ended(delivery);

        // when
        reporter.reached(Deliveries.of("2-0"), IMAGE, Stage.DECODING);
        awaitWritten("2-0 decoding");

        // then
        assertThat(written).containsExactly("2-0 decoding");
    }

    @Test
    void setsNoTimerWithoutAStage() {
        StageReporter reporter = reporter(INTERVAL);
        assertThat(timer.getQueue()).isEmpty();

        // when
        reporter.reached(delivery, IMAGE, Stage.DECODING);

        // then
        assertThat(timer.getQueue()).hasSize(1);
        awaitWritten("1-0 decoding");
        await().untilAsserted(() -> assertThat(timer.getQueue()).isEmpty());
    }

    @Test
    void goesOnAfterAWriteThatFailed() {
        StageReporter reporter = new StageReporter(
                new PerPipeline<>(pipeline -> hashes),
                (holder, state) -> {
                    if (holder.entryId().equals("1-0")) {
                        throw new IllegalStateException("no connection");
                    }
                    write(holder, state);
                },
                Duration.ofMillis(10),
                timer);
        reporter.reached(delivery, IMAGE, Stage.DECODING);
        reporter.reached(Deliveries.of("2-0"), IMAGE, Stage.DECODING);

        await().untilAsserted(() -> assertThat(written).containsExactly("2-0 decoding"));
    }

    private void awaitWritten(String stage) {
        await().until(() -> written.contains(stage));
    }

    private StageReporter reporter(Duration interval) {
        return new StageReporter(new PerPipeline<>(pipeline -> hashes), this::write, interval, timer);
    }

    private void write(Delivery holder, HashWrite state) {
        written.add(holder.entryId() + " " + state.fields().get("stage"));
    }
}
