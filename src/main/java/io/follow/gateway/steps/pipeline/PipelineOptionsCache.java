package io.follow.gateway.steps.pipeline;

import io.follow.gateway.job.PipelineOptions;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The options of each pipeline, read once. Safe for use by several threads. */
final class PipelineOptionsCache {

    /** A route may make its text of headers; what is beyond is read each time. */
    private static final int MOST = 256;

    private final Map<String, PipelineOptions> known = new ConcurrentHashMap<>();

    PipelineOptions of(String text) {
        PipelineOptions options = known.get(text);
        if (options == null) {
            options = PipelineOptions.parse(text);
            if (known.size() < MOST) {
                known.put(text, options);
            }
        }
        return options;
    }
}
