package io.follow.gateway.storage;

import io.follow.gateway.job.ErrorCode;
import io.follow.gateway.job.JobException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The circuit breakers of the stores. When a job or an upload fails on a store, the store is probed; while the probe
 * fails too, the circuit breaker is open, and the probe is repeated until it succeeds. A store without space is probed
 * with an object as large as the one that did not fit. Workers report failures, a timer probes, readers query the
 * state: hence the concurrent map with immutable values.
 */
public final class StoreCircuitBreaker {

    private static final Logger LOG = LoggerFactory.getLogger(StoreCircuitBreaker.class);

    private final Map<Use, Trouble> outOfOrder = new ConcurrentHashMap<>();
    private final int writers;

    /**
     * @param pipeline whose jobs or uploads failed on the store
     * @param intake whether uploads or dropped files failed to be stored, which does not keep existing jobs from being
     *     processed
     */
    private record Use(String pipeline, ImageStore store, boolean intake) {}

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

    /** @param writers number of concurrent writers; a full store must have space for as many objects */
    public StoreCircuitBreaker(int writers) {
        this.writers = writers;
    }

    /** Reports that a job of a pipeline failed on a store; failures not caused by the store are ignored. */
    public void suspect(String pipeline, ImageStore store, JobException failure) {
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
            probe(use, code, known == null ? bytes : Math.max(bytes, known.bytes()));
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

    /** Probes the unavailable stores. Called once per second, by one thread at a time. */
    public void probeAgain() {
        outOfOrder.forEach((use, trouble) -> probe(use, trouble.code(), trouble.bytes()));
    }

    private void probe(Use use, ErrorCode code, long bytes) {
        try {
            if (code == ErrorCode.STORAGE_READ_FAILED) {
                use.store().checkReadable();
            } else if (bytes > 0) {
                use.store().checkRoom(bytes, writers);
            } else {
                use.store().checkWritable();
            }
            worksAgain(use, outOfOrder.remove(use));
        } catch (JobException e) {
            String message = String.valueOf(e.getMessage());
            Trouble first = new Trouble(code, message, bytes, System.nanoTime(), 1);
            Trouble now = outOfOrder.merge(use, first, (known, ignored) -> known.again(code, message, bytes));
            if (first.equals(now)) {
                LOG.warn("a store is out of order, {} is paused: {}", what(use), message);
            }
        }
    }

    private static void worksAgain(Use use, @Nullable Trouble former) {
        if (former != null) {
            long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - former.since());
            LOG.info(
                    "the store works again after {} s and {} attempts, {} goes on",
                    seconds,
                    former.attempts(),
                    what(use));
        }
    }

    private static String what(Use use) {
        return use.intake() ? "taking in for " + use.pipeline() : "reading for " + use.pipeline();
    }
}
