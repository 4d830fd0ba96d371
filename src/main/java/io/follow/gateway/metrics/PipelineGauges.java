package io.follow.gateway.metrics;

import io.follow.gateway.operator.QueueState;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The gauges of each pipeline that runs; those of one that runs no longer go away. A scrape asks the server nothing: what
 * concerns its streams is as old as the last sample, at most ten seconds. Used by one thread, read by any.
 */
public final class PipelineGauges {

    private static final double MILLIS = 1_000;

    private final Source source;
    private final Consumer<String> begins;
    private final Map<MultiGauge, Function<String, List<Row<?>>>> gauges;
    private List<String> shown = List.of();

    /** Where the values come from; methods with a name are asked for pipelines that run. */
    public interface Source {

        /** The names of the pipelines that run. */
        List<String> running();

        /** Jobs in flight in this process. */
        int inFlight(String pipeline);

        /** Those of them that are on their last allowed delivery. */
        int onLastDelivery(String pipeline);

        /** The jobs on the server, or null when they are not known. */
        @Nullable
        QueueState queue(String pipeline);

        /** Whether nothing is read because a store is out of order. */
        boolean isReadingPaused(String pipeline);

        /** Whether nothing can be taken in because a store is out of order. */
        boolean isIntakePaused(String pipeline);
    }

    /** @param begins is told of each pipeline before its gauges are shown for the first time */
    public PipelineGauges(Meters meters, Source source, Consumer<String> begins) {
        this.source = source;
        this.begins = begins;
        this.gauges = Map.of(
                meters.gauges("pipeline.jobs.in.flight", null, "Jobs in flight in this process"),
                one(source::inFlight),
                meters.gauges(
                        "pipeline.jobs.at.last.delivery",
                        null,
                        "Jobs in flight that are on their last allowed delivery"),
                one(source::onLastDelivery),
                meters.gauges("pipeline.queue.depth", null, "Jobs in the stream: all that have not ended"),
                one(known(QueueState::jobs)),
                meters.gauges("pipeline.queue.lag", null, "Jobs in the stream that wait for their first delivery"),
                one(known(QueueState::waiting)),
                meters.gauges("pipeline.queue.pending", null, "Jobs in the stream that were delivered to any process"),
                one(known(QueueState::inFlight)),
                meters.gauges("pipeline.oldest.job.age", "seconds", "Age of the oldest job that has not ended"),
                one(known(PipelineGauges::oldestAge)),
                meters.gauges("pipeline.dead.letters", null, "Length of the dead-letter stream"),
                one(known(QueueState::deadLetters)),
                meters.gauges("store.gate.closed", null, "1 while a store is unavailable and work is paused"),
                this::storeRows);
    }

    /** To be called every second or so; does little while the same pipelines run. */
    public void refresh() {
        List<String> running = List.copyOf(source.running());
        if (running.equals(shown)) {
            return;
        }
        running.stream().filter(name -> !shown.contains(name)).forEach(begins);
        gauges.forEach((gauge, rows) -> {
            List<Row<?>> all = new ArrayList<>();
            running.forEach(name -> all.addAll(rows.apply(name)));
            gauge.register(all, true);
        });
        shown = running;
    }

    private static Function<String, List<Row<?>>> one(Function<String, ? extends Number> value) {
        return name -> List.of(Row.of(tags(name), () -> value.apply(name)));
    }

    private Function<String, Number> known(Function<QueueState, @Nullable Number> value) {
        return name -> {
            QueueState state = source.queue(name);
            Number number = state == null ? null : value.apply(state);
            return number == null ? Double.NaN : number;
        };
    }

    private static Number oldestAge(QueueState state) {
        Long millis = state.oldestAgeMs();
        return millis == null ? 0 : millis / MILLIS;
    }

    private List<Row<?>> storeRows(String name) {
        return List.of(
                Row.of(tags(name).and("use", "jobs"), () -> source.isReadingPaused(name) ? 1 : 0),
                Row.of(tags(name).and("use", "intake"), () -> source.isIntakePaused(name) ? 1 : 0));
    }

    private static Tags tags(String pipeline) {
        return Tags.of(Meters.PIPELINE, pipeline);
    }
}
