package io.follow.gateway.steps.operator;

import io.follow.gateway.operator.OwnServerReport;
import io.follow.gateway.operator.Samples;
import io.follow.gateway.operator.StreamReport.Worker;
import io.follow.gateway.operator.StreamReports;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The operator's view of streams and workers. Each method answers what becomes the JSON of the response. */
public final class ShowStreams {

    private final StreamReports reports;
    private final Samples samples;
    private final String gateway;
    private final Supplier<@Nullable OwnServerReport> ownServer;

    /**
     * @param gateway the name of this process among the workers
     * @param ownServer tells of the gateway's own server once it was started again; null before, or without one
     */
    public ShowStreams(
            StreamReports reports, Samples samples, String gateway, Supplier<@Nullable OwnServerReport> ownServer) {
        this.reports = reports;
        this.samples = samples;
        this.gateway = gateway;
        this.ownServer = ownServer;
    }

    /** Every stream with its groups, and what became of the gateway's own server where it was started again. */
    public Map<String, Object> streams() throws InterruptedException {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("streams", reports.streams());
        OwnServerReport own = ownServer.get();
        if (own != null) {
            answer.put("own_server", own);
        }
        return answer;
    }

    /** The last minutes, as this process has measured them. */
    public Map<String, Object> samples() {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("gateway", gateway);
        answer.put("interval_ms", Samples.INTERVAL.toMillis());
        answer.put("samples", samples.all());
        return answer;
    }

    /** Every worker that the server knows. */
    public Map<String, List<Worker>> workers() throws InterruptedException {
        return Map.of("workers", reports.workers());
    }
}
