package io.follow.gateway.steps;

import io.follow.gateway.operator.Samples;
import io.follow.gateway.operator.StreamReport;
import io.follow.gateway.operator.StreamReport.Worker;
import io.follow.gateway.operator.StreamReports;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The operator's view of streams and workers. Each method answers what becomes the JSON of the response. */
public final class ShowStreams {

    private final StreamReports reports;
    private final Samples samples;
    private final String gateway;

    /**
     * @param gateway the name of this process among the workers
     */
    public ShowStreams(StreamReports reports, Samples samples, String gateway) {
        this.reports = reports;
        this.samples = samples;
        this.gateway = gateway;
    }

    /** Every stream with its groups. */
    public Map<String, List<StreamReport>> streams() throws InterruptedException {
        return Map.of("streams", reports.streams());
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
