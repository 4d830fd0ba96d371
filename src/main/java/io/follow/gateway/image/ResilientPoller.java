package io.follow.gateway.image;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A daemon thread that polls periodically and survives whatever its polls throw. A JDK timer would not survive a full
 * heap, because it needs memory to wait. Polls share the thread, so none may block.
 */
public final class ResilientPoller implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ResilientPoller.class);

    private final List<Runnable> looks = new CopyOnWriteArrayList<>();
    private final long pauseNanos;
    private final Thread thread;
    private volatile boolean closed;

    /**
     * Creates a poller, to be started by {@link #start()}.
     *
     * @param name name of the thread
     * @param pause pause between two rounds
     */
    public ResilientPoller(String name, Duration pause) {
        this.pauseNanos = pause.toNanos();
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    /** Adds a poll, which must not block. */
    public void add(Runnable look) {
        looks.add(look);
    }

    /** Removes a poll. */
    public void remove(Runnable look) {
        looks.remove(look);
    }

    /** Starts the poller; may be called once. */
    public void start() {
        thread.start();
    }

    private void run() {
        while (!closed) {
            LockSupport.parkNanos(this, pauseNanos);
            try {
                // Without an iterator, which would allocate memory.
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
            LOG.debug("a poll failed, the next one will run: {}", failure.toString());
        } catch (Throwable e) {
            // Without memory for a log line, nothing can be reported; the next poll makes up for it.
            return;
        }
    }

    /** Stops the poller; a running poll completes. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
