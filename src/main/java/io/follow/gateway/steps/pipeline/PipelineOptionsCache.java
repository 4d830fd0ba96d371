package io.follow.gateway.steps.pipeline;

import io.follow.gateway.job.PipelineOptions;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Parses the options of each pipeline once. Thread-safe. */
final class PipelineOptionsCache {

    /** A route may build the text from headers. Texts beyond this number are not cached. */
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
