package io.follow.gateway.operator;

import java.util.LinkedHashMap;
import java.util.Map;

/** Counts the jobs that end in this process. Safe for use by several threads: each method is one step under one lock. */
public final class JobCounters {

    private final Map<String, Long> stepNanos = new LinkedHashMap<>();
    private long processed;
    private long failed;

    /**
     * What was counted since the last time.
     *
     * @param processed jobs that ended with an image
     * @param failed jobs that ended without one
     * @param stepMillis how long each step took, as the mean over the processed jobs; empty without one
     */
    record Counts(long processed, long failed, Map<String, Double> stepMillis) {}

    /**
     * A job has ended with an image.
     *
     * @param nanos how long each step took, in nanoseconds
     */
    public synchronized void processed(Map<String, Long> nanos) {
        processed++;
        nanos.forEach((step, time) -> stepNanos.merge(step, time, Long::sum));
    }

    /** A job has ended without an image. */
    public synchronized void failed() {
        failed++;
    }

    /** What was counted since the last {@link #take}. */
    synchronized Counts soFar() {
        Map<String, Double> means = new LinkedHashMap<>();
        stepNanos.forEach((step, nanos) -> means.put(step, millis(nanos / processed)));
        return new Counts(processed, failed, means);
    }

    /** Gives what was counted, and begins anew. */
    synchronized Counts take() {
        Counts counts = soFar();
        processed = 0;
        failed = 0;
        stepNanos.clear();
        return counts;
    }

    /** With one decimal. */
    static double millis(long nanos) {
        return Math.round(nanos / 100_000.0) / 10.0;
    }
}
