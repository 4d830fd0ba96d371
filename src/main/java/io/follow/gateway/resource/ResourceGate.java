package io.follow.gateway.resource;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows what this machine lacks. Every resource is asked for when this is made, every second, and when a job has failed in
 * a way that its want would explain. A timer and workers ask, readers look: hence the concurrent map, whose values are
 * replaced as a whole.
 */
public final class ResourceGate {

    private static final Logger LOG = LoggerFactory.getLogger(ResourceGate.class);

    private static final int DEEPEST_CAUSE = 100;

    private final List<Resource> resources;
    private final Map<Resource, Want> wants = new ConcurrentHashMap<>();

    /** @param since of {@link System#nanoTime()} */
    private record Want(String message, long since) {}

    /** Asks for all of them once. */
    public ResourceGate(List<Resource> resources) {
        this.resources = List.copyOf(resources);
        askAgain();
    }

    /** Why no job could be worked on at the moment, in one line, or null when nothing is missing. */
    public @Nullable String closedBecause() {
        for (Want want : wants.values()) {
            return want.message();
        }
        return null;
    }

    /**
     * Whether a job has failed for want of something that is still missing, so that the job itself is not to blame. Another
     * look is taken: a failure that only looks like it is the job's own.
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

    /** Asks for all resources. To be called once in each second. */
    public void askAgain() {
        resources.forEach(this::isMissing);
    }

    private boolean isMissing(Resource resource) {
        String message = resource.missing();
        if (message == null) {
            Want former = wants.remove(resource);
            if (former != null) {
                long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - former.since());
                LOG.info("there again after {} s, reading goes on; it was: {}", seconds, former.message());
            }
            return false;
        }
        Want first = new Want(message, System.nanoTime());
        Want now = wants.merge(resource, first, (known, ignored) -> new Want(message, known.since()));
        if (first.equals(now)) {
            LOG.warn("this machine lacks something, reading is paused: {}", message);
        }
        return true;
    }
}
