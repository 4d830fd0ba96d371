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
 * The gauges of each running pipeline; they are removed when the pipeline stops. A scrape sends no commands to the
 * server: the gauges of streams show the last sample, which is at most ten seconds old. Used by one thread, read by
 * any.
 */
public final class PipelineGauges {

    private static final double MILLIS = 1_000;

    private final Source source;
    private final Consumer<String> begins;
    private final Map<MultiGauge, Function<String, List<Row<?>>>> gauges;
    private List<String> shown = List.of();

    /** The source of the values; methods with a name are called for running pipelines. */
    public interface Source {

        /** The names of the running pipelines. */
        List<String> running();

        /** Jobs in flight in this process. */
        int inFlight(String pipeline);

        /** Jobs in flight that are on their last allowed delivery. */
        int onLastDelivery(String pipeline);

        /** The jobs on the server, or null if unknown. */
        @Nullable
        QueueState queue(String pipeline);

        /** Whether reading is paused because a store is unavailable. */
        boolean isReadingPaused(String pipeline);

        /** Whether uploads and dropped files are rejected because a store is unavailable. */
        boolean isIntakePaused(String pipeline);
    }

    /** @param begins is notified of each pipeline before its gauges appear */
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

    /** Call about every second; does little while the same pipelines run. */
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
