package io.follow.gateway.resource;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tracks the resources that this machine lacks. Every resource is probed at construction, every second, and when a job
 * has failed in a way that a missing resource would explain. A timer and workers probe, readers read the state: hence
 * the concurrent map with immutable values.
 */
public final class ResourceGate {

    private static final Logger LOG = LoggerFactory.getLogger(ResourceGate.class);

    private static final int DEEPEST_CAUSE = 100;

    private final List<Resource> resources;
    private final Map<Resource, Want> wants = new ConcurrentHashMap<>();

    /** @param since of {@link System#nanoTime()} */
    private record Want(String message, long since) {}

    /** Probes all resources once. */
    public ResourceGate(List<Resource> resources) {
        this.resources = List.copyOf(resources);
        askAgain();
    }

    /** Why no job can be processed, in one line; null if nothing is missing. */
    public @Nullable String closedBecause() {
        for (Want want : wants.values()) {
            return want.message();
        }
        return null;
    }

    /**
     * Whether a job has failed because a resource is missing, so that the job itself is not to blame. Probes the
     * resource again: if it is available, the failure is the job's own.
     */
    public boolean isToBlameFor(Throwable failure) {
        boolean toBlame = false;
        for (Resource resource : resources) {
            toBlame |= mayHaveCaused(resource, failure) && isMissing(resource);
        }
        return toBlame;
    }

    private static boolean mayHaveCaused(Resource resource, Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            if (resource.mayHaveCaused(cause)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    /** Probes all resources. Called once per second. */
    public void askAgain() {
        resources.forEach(this::isMissing);
    }

    private boolean isMissing(Resource resource) {
        String message = resource.missing();
        if (message == null) {
            Want former = wants.remove(resource);
            if (former != null) {
                long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - former.since());
                LOG.info(
                        "the resource is available again after {} s, reading resumes; the reason was: {}",
                        seconds,
                        former.message());
            }
            return false;
        }
        Want first = new Want(message, System.nanoTime());
        Want now = wants.merge(resource, first, (known, ignored) -> new Want(message, known.since()));
        if (first.equals(now)) {
            LOG.warn("this machine lacks a resource, reading is paused: {}", message);
        }
        return true;
    }
}
