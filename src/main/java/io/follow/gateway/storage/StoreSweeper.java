package io.follow.gateway.storage;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sweeps all stores of this process again and again: a worker that died need not ever start again, so those that live
 * remove what it left.
 */
public final class StoreSweeper implements AutoCloseable {

    /** Short, so that leftovers are gone about when the jobs of a dead worker have ended; a sweep lists one folder. */
    public static final Duration EVERY = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(StoreSweeper.class);

    private final Stores stores;
    private final ScheduledExecutorService timer;
    private final ScheduledFuture<?> sweeps;

    /** @param every the pause between two sweeps, and before the first */
    public StoreSweeper(Stores stores, Duration every) {
        this.stores = stores;
        this.timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "store-sweep");
            thread.setDaemon(true);
            return thread;
        });
        this.sweeps =
                timer.scheduleWithFixedDelay(this::sweep, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void sweep() {
        try {
            stores.sweep();
        } catch (RuntimeException | Error e) {
            // A timer ends for good with the first thing its task throws.
            LOG.debug("Stores not swept: {}", e.toString());
        }
    }

    @Override
    public void close() {
        sweeps.cancel(false);
        timer.shutdownNow();
    }
}
