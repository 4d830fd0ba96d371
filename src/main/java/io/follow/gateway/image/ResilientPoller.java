package io.follow.gateway.image;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A daemon thread that looks at some things again and again and outlives whatever its looks throw. A timer of the JDK would
 * not outlive a full heap, because it needs memory to wait; so no look may wait, because the others share the thread.
 */
public final class ResilientPoller implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ResilientPoller.class);

    private final List<Runnable> looks = new CopyOnWriteArrayList<>();
    private final long pauseNanos;
    private final Thread thread;
    private volatile boolean closed;

    /**
     * Makes a watch that {@link #start()} starts.
     *
     * @param name of the thread
     * @param pause between two rounds of looks
     */
    public ResilientPoller(String name, Duration pause) {
        this.pauseNanos = pause.toNanos();
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    /** Adds something to look at, without waiting. */
    public void add(Runnable look) {
        looks.add(look);
    }

    /** Ends that. */
    public void remove(Runnable look) {
        looks.remove(look);
    }

    /** Starts the watch, once. */
    public void start() {
        thread.start();
    }

    private void run() {
        while (!closed) {
            LockSupport.parkNanos(this, pauseNanos);
            try {
                // Without an iterator, which would need memory.
                for (int i = 0; i < looks.size(); i++) {
                    look(looks.get(i));
                }
            } catch (Throwable e) {
                tell(e);
            }
        }
    }

    private void look(Runnable look) {
        try {
            if (!closed) {
                look.run();
            }
        } catch (Throwable e) {
            tell(e);
        }
    }

    private static void tell(Throwable failure) {
        try {
            LOG.debug("a look failed, the next one comes: {}", failure.toString());
        } catch (Throwable e) {
            // Without the memory for a line of the log nothing can be told, and the next look counts.
            return;
        }
    }

    /** Ends the watch; a look under way ends by itself. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
