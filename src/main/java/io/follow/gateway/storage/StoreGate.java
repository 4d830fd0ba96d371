package io.follow.gateway.storage;

import io.follow.gateway.job.ErrorCode;
import io.follow.gateway.job.JobException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows which stores are out of order. A store comes under suspicion when a job fails on it; it is out of order while its
 * own probe fails too, and is asked again every second until it works. Failures come from workers, probes from a timer,
 * questions from readers: hence the concurrent map, whose values are replaced as a whole.
 */
public final class StoreGate implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StoreGate.class);

    private final Map<ImageStore, Trouble> outOfOrder = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timer;
    private final ScheduledFuture<?> probes;

    /**
     * @param since of {@link System#nanoTime()}
     * @param attempts probes that failed
     */
    private record Trouble(ErrorCode code, String message, long since, long attempts) {

        Trouble again(ErrorCode newCode, String newMessage) {
            return new Trouble(newCode, newMessage, since, attempts + 1);
        }
    }

    public StoreGate() {
        timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "store-probe");
            thread.setDaemon(true);
            return thread;
        });
        probes = timer.scheduleWithFixedDelay(this::probeAgain, 1, 1, TimeUnit.SECONDS);
    }

    /** Tells that a job failed on a store; other failures than those of the store itself are passed over. */
    public void suspect(ImageStore store, JobException failure) {
        ErrorCode code = failure.getCode();
        if (code == ErrorCode.STORAGE_READ_FAILED || code == ErrorCode.STORAGE_UPLOAD_FAILED) {
            probe(store, code);
        }
    }

    /** Why work would be in vain at the moment, in one line, or null when every store is in order. */
    public @Nullable String closedBecause() {
        for (Trouble trouble : outOfOrder.values()) {
            return trouble.message();
        }
        return null;
    }

    private void probeAgain() {
        try {
            outOfOrder.forEach((store, trouble) -> probe(store, trouble.code()));
        } catch (RuntimeException | Error e) {
            // A timer ends for good with the first thing its task throws; reading would stay paused for ever. That it
            // is paused has been said.
            LOG.debug("a store could not be probed: {}", e.toString());
        }
    }

    private void probe(ImageStore store, ErrorCode code) {
        try {
            if (code == ErrorCode.STORAGE_READ_FAILED) {
                store.checkReadable();
            } else {
                store.checkWritable();
            }
            worksAgain(outOfOrder.remove(store));
        } catch (JobException e) {
            String message = String.valueOf(e.getMessage());
            Trouble first = new Trouble(code, message, System.nanoTime(), 1);
            Trouble now = outOfOrder.merge(store, first, (known, ignored) -> known.again(code, message));
            if (first.equals(now)) {
                LOG.warn("a store is out of order, reading is paused: {}", message);
            }
        }
    }

    private static void worksAgain(@Nullable Trouble former) {
        if (former != null) {
            long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - former.since());
            LOG.info("the store works again after {} s and {} attempts, reading goes on", seconds, former.attempts());
        }
    }

    @Override
    public void close() {
        probes.cancel(false);
        timer.shutdownNow();
    }
}
