package io.follow.gateway.steps.intake;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Limits the concurrent uploads. Half of the places are reserved in equal shares for the running pipelines, so that slow
 * uploads to one pipeline do not block the others. Thread-safe.
 */
final class UploadPlaces {

    private final int max;
    private final Map<String, Integer> taken = new HashMap<>();

    UploadPlaces(int max) {
        this.max = max;
    }

    /**
     * Takes a place if one is free.
     *
     * @param pipeline the pipeline of the upload
     * @param running the names of all running pipelines
     */
    synchronized boolean tryTake(String pipeline, Collection<String> running) {
        int share = max / 2 / Math.max(1, running.size());
        int reserved = running.stream()
                .filter(other -> !other.equals(pipeline))
                .mapToInt(other -> Math.max(0, share - takenBy(other)))
                .sum();
        int used = taken.values().stream().mapToInt(Integer::intValue).sum();
        boolean free = used + reserved < max;
        if (free) {
            taken.merge(pipeline, 1, Integer::sum);
        }
        return free;
    }

    synchronized void release(String pipeline) {
        taken.computeIfPresent(pipeline, (name, places) -> places == 1 ? null : places - 1);
    }

    private int takenBy(String pipeline) {
        return taken.getOrDefault(pipeline, 0);
    }
}
