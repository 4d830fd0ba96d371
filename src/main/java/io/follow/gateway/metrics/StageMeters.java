package io.follow.gateway.metrics;

import io.follow.gateway.job.FailureCode;
import io.follow.gateway.pipeline.PerPipeline;
import io.follow.gateway.steps.pipeline.StageListener;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Measures the stages of jobs. Thread-safe. Meters are looked up in a map by stage, which is faster than by labels. */
public final class StageMeters implements StageListener {

    private final PerPipeline<OfPipeline> pipelines;

    public StageMeters(Meters meters) {
        this.pipelines = new PerPipeline<>(name -> new OfPipeline(meters, Tags.of(Meters.PIPELINE, name)));
    }

    /** Registers the meters of a pipeline, so that they exist before its first job. */
    public void prepare(String pipeline) {
        pipelines.of(pipeline);
    }

    @Override
    public void ran(String pipeline, String stage, long nanos) {
        pipelines.of(pipeline).duration(stage).record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void failed(String pipeline, String stage, FailureCode code) {
        pipelines.of(pipeline).errors(stage).increment(code.name());
    }

    @Override
    public void sourceRead(String pipeline, long bytes, long pixels) {
        OfPipeline own = pipelines.of(pipeline);
        own.uploadSize.record((double) bytes);
        own.originalPixels.record((double) pixels);
    }

    @Override
    public void written(String pipeline, long nanos, boolean success) {
        OfPipeline own = pipelines.of(pipeline);
        (success ? own.written : own.notWritten).record(nanos, TimeUnit.NANOSECONDS);
    }

    private static final class OfPipeline {

        private final Meters meters;
        private final Tags tags;
        private final Map<String, Timer> durations = new ConcurrentHashMap<>();
        private final Map<String, CodedCounters> errors = new ConcurrentHashMap<>();
        private final DistributionSummary uploadSize;
        private final DistributionSummary originalPixels;
        private final Timer written;
        private final Timer notWritten;

        OfPipeline(Meters meters, Tags tags) {
            this.meters = meters;
            this.tags = tags;
            this.uploadSize = meters.bytes("image.upload.size", "Sizes of raw images", tags);
            this.originalPixels = meters.pixels("image.original", "Width times height of raw images", tags);
            this.written = writes("success");
            this.notWritten = writes("error");
            duration("check");
        }

        private Timer writes(String status) {
            return meters.timer(
                    "storage.upload.duration",
                    "Time to write a processed image or a rendition to its store",
                    tags.and("status", status));
        }

        Timer duration(String stage) {
            Timer known = durations.get(stage);
            return known == null
                    ? durations.computeIfAbsent(
                            stage,
                            name -> meters.timer(
                                    "pipeline.stage.duration", "Time of a stage of a job", tags.and("stage", name)))
                    : known;
        }

        CodedCounters errors(String stage) {
            return errors.computeIfAbsent(
                    stage,
                    name -> new CodedCounters(code -> meters.counter(
                            "pipeline.stage.errors",
                            "Failed attempts of a stage",
                            tags.and("stage", name, "error_code", code))));
        }
    }
}
