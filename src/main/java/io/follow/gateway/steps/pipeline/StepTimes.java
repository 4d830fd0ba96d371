package io.follow.gateway.steps.pipeline;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** How long each step of a job took. Confined to one exchange. */
public final class StepTimes {

    private final long start;
    private final Map<String, Long> nanos;

    StepTimes() {
        this.start = System.nanoTime();
        this.nanos = new LinkedHashMap<>();
    }

    /** Continues from those of another exchange. */
    StepTimes(StepTimes before) {
        this.start = before.start;
        this.nanos = new LinkedHashMap<>(before.nanos);
    }

    /** Adds the time since {@code since} (of {@link System#nanoTime()}) to a step. */
    void add(String step, long since) {
        nanos.merge(step, System.nanoTime() - since, Long::sum);
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
