package io.follow.gateway.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.component.streams.entry.Delivery;
import io.follow.gateway.component.streams.entry.Destinations;
import io.follow.gateway.component.streams.entry.SettleOutcome;
import io.follow.gateway.component.streams.entry.Settlement;
import io.follow.gateway.pipeline.PerPipeline;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeliveryMetersTest {

    private static final Settlement PROCESSED =
            new Settlement(Map.of("status", "processed", "file_size", "1234"), null);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Meters all = new Meters(registry);
    private final DeliveryMeters meters = new DeliveryMeters(
            new PerPipeline<>(name -> new JobMeters(all, name)), new TokenMeters(all), "image:process");

    private static Delivery delivery(String stream, long count, Destinations destinations) {
        return new Delivery(stream, "workers", "one", "1-0", count, Map.of(), true, destinations);
    }

    private static Delivery ofPipeline(String name) {
        return delivery(
                name + ":process", 1, new Destinations(name, name + ":result", name + ":dlq", Duration.ofHours(1)));
    }

    private double count(String name, String... labels) {
        return registry.get(Meters.PREFIX + name).tags(labels).counter().count();
    }

    @Test
    void countJobsByTheirPipeline() {
        // when
        meters.settled(ofPipeline("image"), PROCESSED, SettleOutcome.SETTLED, 1);
        meters.settled(ofPipeline("avatars"), PROCESSED, SettleOutcome.SETTLED, 1);
        meters.settled(ofPipeline("avatars"), PROCESSED, SettleOutcome.SETTLED, 1);

        // then
        assertThat(count("pipeline.jobs.completed", "pipeline", "image", "status", "processed"))
                .isEqualTo(1);
        assertThat(count("pipeline.jobs.completed", "pipeline", "avatars", "status", "processed"))
                .isEqualTo(2);
        assertThat(registry.get(Meters.PREFIX + "image.processed.size")
                        .tag("pipeline", "avatars")
                        .summary()
                        .totalAmount())
                .isEqualTo(2468);
    }

    @Test
    void countTheJobsOfAConsumerThatNamesNoPipeline() {
        // when
        meters.settled(delivery("image:process", 1, Destinations.NONE), PROCESSED, SettleOutcome.SETTLED, 1);

        // then
        assertThat(count("pipeline.jobs.completed", "pipeline", "image", "status", "processed"))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"LOST", "GONE"})
    void countNoJobTwiceThatAnotherWorkerHasEnded(SettleOutcome outcome) {
        // when
        meters.settled(ofPipeline("image"), PROCESSED, outcome, 1);

        // then
        assertThat(count("pipeline.jobs.completed", "pipeline", "image", "status", "processed"))
                .isZero();
    }

    @Test
    void countNoResultThatAWebhookHasReadAsAJob() {
        // given
        Destinations webhook = new Destinations("image", null, "image:webhook:a:dlq", Duration.ZERO);
        Delivery result = delivery("image:result", 2, webhook);

        // when
        meters.delivered(result, true, true);
        meters.settled(result, new Settlement(Map.of(), null), SettleOutcome.SETTLED, 1);
        meters.settleFailed(result);

        // then
        assertThat(registry.find(Meters.PREFIX + "pipeline.jobs.completed").counters())
                .isEmpty();
    }

    @Test
    void countRedeliveriesTakeoversAndLastDeliveries() {
        // given
        Destinations image = new Destinations("image", "image:result", "image:process:dlq", Duration.ZERO);

        // when
        meters.delivered(delivery("image:process", 1, image), false, false);
        meters.delivered(delivery("image:process", 2, image), true, false);
        meters.delivered(delivery("image:process", 3, image), true, true);

        // then
        assertThat(count("pipeline.redeliveries")).isEqualTo(2);
        assertThat(count("pipeline.takeovers")).isEqualTo(2);
        assertThat(count("pipeline.last.deliveries")).isEqualTo(1);
    }

    @Test
    void takeAResultOfARouteOfSomebodysOwn() {
        // given
        Settlement own = new Settlement(Map.of("file_size", "much"), null);

        // when
        meters.settled(ofPipeline("own"), own, SettleOutcome.SETTLED, 1);

        // then
        assertThat(count("pipeline.jobs.completed", "pipeline", "own", "status", "processed"))
                .isEqualTo(1);
    }

    @Test
    void countFailedAttemptsToWriteAResult() {
        // when
        meters.settleFailed(ofPipeline("image"));

        // then
        assertThat(count("messaging.publish", "status", "error")).isEqualTo(1);
    }
}
