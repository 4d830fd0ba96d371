package io.follow.gateway.steps;

import io.follow.gateway.operator.StreamReport;
import io.follow.gateway.operator.StreamReport.Worker;
import io.follow.gateway.operator.StreamReports;
import java.util.List;
import java.util.Map;

/** The operator's view of streams and workers. Each method answers what becomes the JSON of the response. */
public final class ShowStreams {

    private final StreamReports reports;

    public ShowStreams(StreamReports reports) {
        this.reports = reports;
    }

    /** Every stream with its groups. */
    public Map<String, List<StreamReport>> streams() throws InterruptedException {
        return Map.of("streams", reports.streams());
    }

    /** Every worker that the server knows. */
    public Map<String, List<Worker>> workers() throws InterruptedException {
        return Map.of("workers", reports.workers());
    }
}
