package io.follow.gateway.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.operator.QueueState;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PipelineGaugesTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final List<String> running = new ArrayList<>(List.of("image", "avatars"));
    private final List<String> begun = new ArrayList<>();
    private final PipelineGauges gauges = new PipelineGauges(new Meters(registry), new Values(), begun::add);

    private @Nullable QueueState queue = new QueueState(7, 5, 2, 12_500L, 9_000L, null);

    private final class Values implements PipelineGauges.Source {

        @Override
        public List<String> running() {
            return running;
        }

        @Override
        public int inFlight(String pipeline) {
            return 2;
        }

        @Override
        public int onLastDelivery(String pipeline) {
            return 1;
        }

        @Override
        public @Nullable QueueState queue(String pipeline) {
            return queue;
        }

        @Override
        public boolean isReadingPaused(String pipeline) {
            return pipeline.equals("avatars");
        }

        @Override
        public boolean isIntakePaused(String pipeline) {
            return false;
        }
    }

    private double value(String name, String... labels) {
        return registry.get(Meters.PREFIX + name).tags(labels).gauge().value();
    }

    private List<String> pipelines() {
        return registry.get(Meters.PREFIX + "pipeline.queue.depth").gauges().stream()
                .map(Gauge::getId)
                .map(id -> String.valueOf(id.getTag("pipeline")))
                .sorted()
                .toList();
    }

    @Test
    void showTheValuesOfEachPipeline() {
        // when
        gauges.refresh();

        // then
        assertThat(value("pipeline.jobs.in.flight", "pipeline", "image")).isEqualTo(2);
        assertThat(value("pipeline.jobs.at.last.delivery", "pipeline", "image")).isEqualTo(1);
        assertThat(value("pipeline.queue.depth", "pipeline", "image")).isEqualTo(7);
        assertThat(value("pipeline.queue.lag", "pipeline", "image")).isEqualTo(5);
        assertThat(value("pipeline.queue.pending", "pipeline", "image")).isEqualTo(2);
        assertThat(value("pipeline.oldest.job.age", "pipeline", "image")).isEqualTo(12.5);
        assertThat(value("pipeline.dead.letters", "pipeline", "image")).isNaN();
        assertThat(value("store.gate.closed", "pipeline", "image", "use", "jobs"))
                .isZero();
        assertThat(value("store.gate.closed", "pipeline", "avatars", "use", "jobs"))
                .isEqualTo(1);
    }

    @Test
    void showNoOldValueWhileTheServerIsAway() {
        // given
        gauges.refresh();

        // when
        queue = null;

        // then
        assertThat(value("pipeline.queue.depth", "pipeline", "image")).isNaN();
        assertThat(value("pipeline.jobs.in.flight", "pipeline", "image")).isEqualTo(2);
    }

    @Test
    void comeAndGoWithTheirPipelines() {
        // given
        gauges.refresh();

        // when
        running.remove("avatars");
        running.add("thumbs");
        gauges.refresh();

        // then
        assertThat(pipelines()).containsExactly("image", "thumbs");
        assertThat(begun).containsExactly("image", "avatars", "thumbs");
    }

    @Test
    void areTheSameWhileNothingChanges() {
        // given
        gauges.refresh();
        Gauge before = registry.get(Meters.PREFIX + "pipeline.queue.depth")
                .tag("pipeline", "image")
                .gauge();

        // when
        gauges.refresh();

        // then
        assertThat(registry.get(Meters.PREFIX + "pipeline.queue.depth")
                        .tag("pipeline", "image")
                        .gauge())
                .isSameAs(before);
    }
}
