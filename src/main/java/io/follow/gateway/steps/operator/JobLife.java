package io.follow.gateway.steps.operator;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.follow.gateway.job.JobId;
import io.follow.gateway.job.WireTime;
import io.follow.gateway.operator.JobRun;
import io.follow.gateway.operator.ResultView;
import java.time.DateTimeException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The times of a job, for operators. Values that only the gateway that ran the job knows are null in other gateways.
 *
 * @param queuedAt when it was added to the stream; null if its id is not a time
 * @param startedAt when its last run began
 * @param endedAt when the result was made
 * @param deliveries the number of deliveries
 * @param steps the steps of its last run, in order; empty in other gateways
 */
@JsonNaming(SnakeCaseStrategy.class)
record JobLife(
        @Nullable String queuedAt,
        @Nullable String startedAt,
        @Nullable String endedAt,
        @Nullable Long deliveries,
        List<Step> steps) {

    /** @param ms milliseconds, with three decimals */
    record Step(String name, double ms) {}

    static JobLife of(ResultView result, Optional<JobRun> run) {
        Map<String, String> fields = result.fields();
        return new JobLife(
                queuedAt(fields.get("job_id")),
                run.map(JobRun::startedAt).map(WireTime::format).orElse(null),
                fields.getOrDefault("processed_at", fields.get("failed_at")),
                run.map(JobRun::deliveries).orElse(null),
                run.map(JobLife::stepsOf).orElse(List.of()));
    }

    private static List<Step> stepsOf(JobRun run) {
        return run.stepNanos().entrySet().stream()
                .map(step -> new Step(step.getKey(), TimeUnit.NANOSECONDS.toMicros(step.getValue()) / 1000.0))
                .toList();
    }

    private static @Nullable String queuedAt(@Nullable String jobId) {
        try {
            return jobId == null ? null : WireTime.format(JobId.parse(jobId).enteredAt());
        } catch (IllegalArgumentException | DateTimeException notATime) {
            return null;
        }
    }
}
