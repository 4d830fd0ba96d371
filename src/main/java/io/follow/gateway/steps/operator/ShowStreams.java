package io.follow.gateway.steps.operator;

import io.follow.gateway.operator.JobHistory;
import io.follow.gateway.operator.OwnServerReport;
import io.follow.gateway.operator.Samples;
import io.follow.gateway.operator.StreamReport.Worker;
import io.follow.gateway.operator.StreamReports;
import io.follow.gateway.pipeline.PerPipeline;
import io.follow.gateway.pipeline.Pipelines;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The operator's view of streams and workers. Each method answers what becomes the JSON of the response. */
public final class ShowStreams {

    private final PerPipeline<StreamReports> reports;
    private final PerPipeline<Samples> samples;
    private final PerPipeline<JobHistory> history;
    private final Pipelines pipelines;
    private final String gateway;
    private final Supplier<@Nullable OwnServerReport> ownServer;

    /**
     * @param gateway the name of this process among the workers
     * @param ownServer tells of the gateway's own server once it was started again; null before, or without one
     */
    public ShowStreams(
            PerPipeline<StreamReports> reports,
            PerPipeline<Samples> samples,
            PerPipeline<JobHistory> history,
            Pipelines pipelines,
            String gateway,
            Supplier<@Nullable OwnServerReport> ownServer) {
        this.reports = reports;
        this.samples = samples;
        this.history = history;
        this.pipelines = pipelines;
        this.gateway = gateway;
        this.ownServer = ownServer;
    }

    /** Every stream with its groups, and what became of the gateway's own server where it was started again. */
    public Map<String, Object> streams(OperatorCall call) throws InterruptedException {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("streams", reports.of(call.pipeline()).streams());
        OwnServerReport own = ownServer.get();
        if (own != null) {
            answer.put("own_server", own);
        }
        return answer;
    }

    /** The last minutes, as this process has measured them, and the interval that has not ended yet. */
    public Map<String, Object> samples(OperatorCall call) throws InterruptedException {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("gateway", gateway);
        answer.put("interval_ms", Samples.INTERVAL.toMillis());
        Samples own = samples.of(call.pipeline());
        answer.put("samples", own.all());
        answer.put("now", own.now());
        answer.put("step_percentiles", history.of(call.pipeline()).percentiles());
        return answer;
    }

    /** The pipelines that run in this process. */
    public Map<String, Object> pipelines() {
        return Map.of(
                "gateway",
                gateway,
                "pipelines",
                pipelines.running().stream().map(PipelineView::of).toList());
    }

    /** Every worker that the server knows. */
    public Map<String, List<Worker>> workers(OperatorCall call) throws InterruptedException {
        return Map.of("workers", reports.of(call.pipeline()).workers());
    }
}
