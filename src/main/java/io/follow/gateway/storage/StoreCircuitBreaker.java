package io.follow.gateway.storage;

import io.follow.gateway.job.ErrorCode;
import io.follow.gateway.job.JobException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The circuit breakers of the stores. When a job or an upload fails on a store, the store is probed; while the probe
 * fails too, the circuit breaker is open, and the probe is repeated until it succeeds. A store without space is probed
 * with an object as large as the one that did not fit. Workers report failures, a timer probes, readers query the
 * state: hence the concurrent map with immutable values. Each store is probed by itself, so that one that hangs does not
 * keep another from being used again.
 */
public final class StoreCircuitBreaker {

    private static final Logger LOG = LoggerFactory.getLogger(StoreCircuitBreaker.class);

    private final Map<Use, Trouble> outOfOrder = new ConcurrentHashMap<>();
    private final Set<Use> probed = ConcurrentHashMap.newKeySet();
    private final int writers;
    private final Executor prober;

    /**
     * @param pipeline whose jobs or uploads failed on the store
     * @param store a store, or one object of it
     * @param intake whether uploads or dropped files failed to be stored, which does not keep existing jobs from being
     *     processed
     */
    private record Use(String pipeline, Availability store, boolean intake) {}

    /**
     * @param bytes size of the largest object that did not fit; 0 if space is not the problem
     * @param since of {@link System#nanoTime()}
     * @param attempts number of failed probes
     */
    private record Trouble(ErrorCode code, String message, long bytes, long since, long attempts) {

        Trouble again(ErrorCode newCode, String newMessage, long newBytes) {
            return new Trouble(newCode, newMessage, Math.max(bytes, newBytes), since, attempts + 1);
        }
    }

    /**
     * @param writers number of concurrent writers; a full store must have space for as many objects
     * @param prober runs the probes of unavailable stores, each of which may hang
     */
    public StoreCircuitBreaker(int writers, Executor prober) {
        this.writers = writers;
        this.prober = prober;
    }

    /**
     * Reports that a job of a pipeline failed on a store, or on an object that every job of it needs; failures not caused
     * by the store are ignored.
     */
    public void suspect(String pipeline, Availability store, JobException failure) {
        suspect(new Use(pipeline, store, false), failure);
    }

    /**
     * Reports that an upload or dropped file could not be stored, which does not keep existing jobs from being
     * processed.
     */
    public void suspectIntake(String pipeline, ImageStore store, JobException failure) {
        suspect(new Use(pipeline, store, true), failure);
    }

    private void suspect(Use use, JobException failure) {
        if (failure.getCode() instanceof ErrorCode code
                && (code == ErrorCode.STORAGE_READ_FAILED || code == ErrorCode.STORAGE_UPLOAD_FAILED)) {
            Trouble known = outOfOrder.get(use);
            long bytes = failure instanceof StoreFullException full ? full.bytes() : 0;
            long size = known == null ? bytes : Math.max(bytes, known.bytes());
            String message = probe(use, code, size);
            if (message != null) {
                open(use, new Trouble(code, message, size, System.nanoTime(), 1));
            }
        }
    }

    private void open(Use use, Trouble first) {
        Trouble now = outOfOrder.merge(
                use, first, (known, ignored) -> known.again(first.code(), first.message(), first.bytes()));
        if (first.equals(now)) {
            LOG.warn("a store is unavailable, {} is paused: {}", what(use), first.message());
        }
    }

    /** Why jobs of a pipeline cannot be processed, in one line; null if its stores are available. */
    public @Nullable String closedBecause(String pipeline) {
        return first(use -> !use.intake() && pipeline.equals(use.pipeline()));
    }

    /** Why uploads and dropped files of a pipeline cannot be stored, in one line; null if they can. */
    public @Nullable String intakeClosedBecause(String pipeline) {
        return first(use -> use.intake() && pipeline.equals(use.pipeline()));
    }

    private @Nullable String first(Predicate<Use> meant) {
        for (Map.Entry<Use, Trouble> each : outOfOrder.entrySet()) {
            if (meant.test(each.getKey())) {
                return each.getValue().message();
            }
        }
        return null;
    }

    /** Probes the unavailable stores, except those whose last probe has not ended. Called once per second; never blocks. */
    public void probeAgain() {
        outOfOrder.forEach((use, trouble) -> {
            if (probed.add(use)) {
                prober.execute(() -> probeAgain(use, trouble));
            }
        });
    }

    private void probeAgain(Use use, Trouble trouble) {
        try {
            String message = probe(use, trouble.code(), trouble.bytes());
            if (message != null) {
                // A breaker that was reset meanwhile stays closed.
                outOfOrder.computeIfPresent(
                        use, (same, known) -> known.again(trouble.code(), message, trouble.bytes()));
            }
        } finally {
            probed.remove(use);
        }
    }

    /**
     * Closes all circuit breakers, because routes may use other stores from now on. The next failure on a store opens its own
     * again.
     */
    public void reset() {
        outOfOrder.clear();
    }

    /** Closes the circuit breaker of a store that works. Returns why it does not, in one line, or null. */
    private @Nullable String probe(Use use, ErrorCode code, long bytes) {
        try {
            if (code == ErrorCode.STORAGE_READ_FAILED) {
                use.store().checkReadable();
            } else if (bytes > 0) {
                use.store().checkRoom(bytes, writers);
            } else {
                use.store().checkWritable();
            }
            worksAgain(use, outOfOrder.remove(use));
            return null;
        } catch (JobException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static void worksAgain(Use use, @Nullable Trouble former) {
        if (former != null) {
            long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - former.since());
            LOG.info(
                    "the store is available again after {} s and {} attempts, {} resumes",
                    seconds,
                    former.attempts(),
                    what(use));
        }
    }

    private static String what(Use use) {
        return use.intake() ? "intake for " + use.pipeline() : "reading for " + use.pipeline();
    }
}
