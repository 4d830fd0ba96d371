package io.follow.gateway.steps.pipeline;

import io.follow.gateway.job.FailureCode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** How long each step of a job took. Confined to one exchange. */
public final class StepTimes {

    private final String pipeline;
    private final StageListener listener;
    private final long start;
    private final Map<String, Long> nanos;

    /** @param listener is told of each step as well */
    StepTimes(String pipeline, StageListener listener) {
        this.pipeline = pipeline;
        this.listener = listener;
        this.start = System.nanoTime();
        this.nanos = new LinkedHashMap<>();
    }

    /** Continues from those of another exchange. */
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

    /** Tells that a step has failed. */
    void failed(String step, FailureCode code) {
        listener.failed(pipeline, step, code);
    }

    /** Each step in the order in which they ran, with its nanoseconds. */
    Map<String, Long> nanos() {
        return Collections.unmodifiableMap(nanos);
    }

    /** The same in milliseconds. */
    Map<String, Long> millis() {
        Map<String, Long> millis = new LinkedHashMap<>();
        nanos.forEach((step, time) -> millis.put(step, TimeUnit.NANOSECONDS.toMillis(time)));
        return millis;
    }

    /** Milliseconds since the job was begun here. */
    public long totalMillis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }

    /** For instance {@code read 2, decode 118, resize 31}; milliseconds. */
    @Override
    public String toString() {
        return millis().entrySet().stream()
                .map(step -> step.getKey() + " " + step.getValue())
                .collect(Collectors.joining(", "));
    }
}
