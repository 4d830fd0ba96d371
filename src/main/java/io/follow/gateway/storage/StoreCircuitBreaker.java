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
 * Knows which stores are out of order. A store comes under suspicion when a job or an upload fails on it; it is out of order
 * while its own probe fails too, and is asked again from time to time until it works. A store that had no room is asked with
 * what did not fit. Failures come from workers, probes from a timer, questions from readers: hence the concurrent map,
 * whose values are replaced as a whole.
 */
public final class StoreCircuitBreaker {

    private static final Logger LOG = LoggerFactory.getLogger(StoreCircuitBreaker.class);

    private final Map<Use, Trouble> outOfOrder = new ConcurrentHashMap<>();
    private final int writers;

    /**
     * @param pipeline whose jobs fail on it; null for what comes in
     * @param intake whether the store takes what comes in, so that jobs can be worked on without it
     */
    private record Use(@Nullable String pipeline, ImageStore store, boolean intake) {}

    /**
     * @param bytes of the largest object that did not fit; 0 when room is not what is missing
     * @param since of {@link System#nanoTime()}
     * @param attempts probes that failed
     */
    private record Trouble(ErrorCode code, String message, long bytes, long since, long attempts) {

        Trouble again(ErrorCode newCode, String newMessage, long newBytes) {
            return new Trouble(newCode, newMessage, Math.max(bytes, newBytes), since, attempts + 1);
        }
    }

    /** @param writers how many write to a store at the same time; a full one must have room for as many objects */
    public StoreCircuitBreaker(int writers) {
        this.writers = writers;
    }

    /** Tells that a job of a pipeline failed on a store; other failures than those of the store itself are passed over. */
    public void suspect(String pipeline, ImageStore store, JobException failure) {
        suspect(new Use(pipeline, store, false), failure);
    }

    /** Tells that something that came in could not be stored, which is no reason not to work on the jobs that are there. */
    public void suspectIntake(ImageStore store, JobException failure) {
        suspect(new Use(null, store, true), failure);
    }

    private void suspect(Use use, JobException failure) {
        ErrorCode code = failure.getCode();
        if (code == ErrorCode.STORAGE_READ_FAILED || code == ErrorCode.STORAGE_UPLOAD_FAILED) {
            Trouble known = outOfOrder.get(use);
            long bytes = failure instanceof StoreFullException full ? full.bytes() : 0;
            probe(use, code, known == null ? bytes : Math.max(bytes, known.bytes()));
        }
    }

    /** Why work of a pipeline would be in vain at the moment, in one line, or null when its stores are in order. */
    public @Nullable String closedBecause(String pipeline) {
        return first(use -> pipeline.equals(use.pipeline()));
    }

    /** Why nothing can be taken in at the moment, in one line, or null when it can. */
    public @Nullable String intakeClosedBecause() {
        return first(Use::intake);
    }

    private @Nullable String first(Predicate<Use> meant) {
        for (Map.Entry<Use, Trouble> each : outOfOrder.entrySet()) {
            if (meant.test(each.getKey())) {
                return each.getValue().message();
            }
        }
        return null;
    }

    /** Asks the stores that are out of order. To be called by one thread at a time, once in each second. */
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
        return use.intake() ? "taking in" : "reading for " + use.pipeline();
    }
}
