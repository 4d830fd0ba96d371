package io.follow.gateway.steps.pipeline;

import io.follow.gateway.job.FailureCode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The duration of each step of a job. Confined to one exchange. */
public final class StepTimes {

    private final String pipeline;
    private final StageListener listener;
    private final long start;
    private final Map<String, Long> nanos;

    /** @param listener notified of each step as well */
    StepTimes(String pipeline, StageListener listener) {
        this.pipeline = pipeline;
        this.listener = listener;
        this.start = System.nanoTime();
        this.nanos = new LinkedHashMap<>();
    }

    /** Starts with the durations of another exchange. */
    StepTimes(StepTimes before) {
        this.pipeline = before.pipeline;
        this.listener = before.listener;
        this.start = before.start;
        this.nanos = new LinkedHashMap<>(before.nanos);
    }

    /** Adds the time since {@code since} (of {@link System#nanoTime()}) to a step. */
    void add(String step, long since) {
        long time = System.nanoTime() - since;
        nanos.merge(step, time, Long::sum);
        listener.ran(pipeline, step, time);
    }

    /** Reports a failed step. */
    void failed(String step, FailureCode code) {
        listener.failed(pipeline, step, code);
    }

    /** The nanoseconds of each step, in the order of execution. */
    Map<String, Long> nanos() {
        return Collections.unmodifiableMap(nanos);
    }

    /** The milliseconds of each step, in the order of execution. */
    Map<String, Long> millis() {
        Map<String, Long> millis = new LinkedHashMap<>();
        nanos.forEach((step, time) -> millis.put(step, TimeUnit.NANOSECONDS.toMillis(time)));
        return millis;
    }

    /** The milliseconds since the work on the job began. */
    public long totalMillis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }

    /** The milliseconds as text, such as {@code read 2, decode 118, resize 31}. */
    @Override
    public String toString() {
        return millis().entrySet().stream()
                .map(step -> step.getKey() + " " + step.getValue())
                .collect(Collectors.joining(", "));
    }
}
