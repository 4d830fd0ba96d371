package io.follow.gateway.operator;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was measured at the end of one interval. What concerns the server is null when it did not answer.
 *
 * @param at the end of the interval, RFC 3339
 * @param backlog jobs that wait for their first delivery
 * @param inFlight jobs that were delivered and have not ended, of all gateways
 * @param oldestPendingAgeMs how long ago the oldest of these was added; null also without one
 * @param processed jobs that ended here with an image within the interval
 * @param failed jobs that ended here without one
 * @param stepMs the mean time of each step over those processed here, in milliseconds
 */
@JsonNaming(SnakeCaseStrategy.class)
public record Sample(
        String at,
        @Nullable Long backlog,
        @Nullable Long inFlight,
        @Nullable Long oldestPendingAgeMs,
        long processed,
        long failed,
        Map<String, Double> stepMs) {

    public Sample {
        // Keeps the order of the steps.
        stepMs = Collections.unmodifiableMap(new LinkedHashMap<>(stepMs));
    }
}
