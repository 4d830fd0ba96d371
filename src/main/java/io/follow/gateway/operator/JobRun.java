package io.follow.gateway.operator;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a job ended in this process.
 *
 * @param jobId its entry id
 * @param deliveries how often it was delivered until then
 * @param startedAt when its last run began; null when it ended before its steps did
 * @param endedAt when it was settled
 * @param stepNanos how long each step took, in nanoseconds and in the order of the steps
 */
public record JobRun(
        String jobId, long deliveries, @Nullable Instant startedAt, Instant endedAt, Map<String, Long> stepNanos) {

    public JobRun {
        stepNanos = Collections.unmodifiableMap(new LinkedHashMap<>(stepNanos));
    }
}
