package io.follow.gateway.component.streams.client;

import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulConnection;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection that all threads share for commands that answer at once. It is opened when it is first needed, reconnects
 * by itself, and is replaced once it was given up. Thread-safe: replaced as a whole.
 */
final class SharedConnection implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SharedConnection.class);

    private final Supplier<StatefulConnection<String, String>> opener;
    private final AtomicReference<@Nullable StatefulConnection<String, String>> current = new AtomicReference<>();

    /** One thread at a time opens ahead. */
    private final AtomicBoolean opening = new AtomicBoolean();

    /** Read by the thread that opens ahead. */
    private volatile boolean closed;

    SharedConnection(Supplier<StatefulConnection<String, String>> opener) {
        this.opener = opener;
    }

    /** The connection, or null if there is none; it may be reconnecting. Never blocks. */
    @Nullable
    StatefulConnection<String, String> current() {
        return current.get();
    }

    /**
     * The connection; opens it if necessary.
     *
     * @throws RedisException if no server can be reached
     */
    StatefulConnection<String, String> get() {
        StatefulConnection<String, String> existing = current.get();
        if (existing != null) {
            return existing;
        }
        StatefulConnection<String, String> opened = opener.get();
        if (current.compareAndSet(null, opened)) {
            return opened;
        }
        opened.close();
        return get();
    }

    /**
     * Opens the connection on a thread of its own, so that the first reader of a starting program does not wait for the
     * client's classes, and no worker for a connection that it does not use itself. Without a server nothing happens: the
     * first one who needs the connection gets the error.
     */
    void openAhead() {
        if (!opening.compareAndSet(false, true)) {
            return;
        }
        Thread thread = new Thread(
                () -> {
                    try {
                        get();
                        if (closed) {
                            drop();
                        }
                    } catch (RuntimeException e) {
                        // Not only the client's own exceptions: the program may be ending.
                        LOG.debug("no connection yet: {}", e.getMessage());
                    } finally {
                        opening.set(false);
                    }
                },
                "connection-ahead");
        thread.setDaemon(true);
        thread.start();
    }

    /** Replaces the connection if it is still this one. Commands that wait for an answer on it fail. Never blocks. */
    void giveUp(StatefulConnection<String, String> used) {
        if (current.compareAndSet(used, null)) {
            var unused = used.closeAsync();
        }
    }

    /** Closes the connection; the next command opens another one. May block for a moment. */
    void drop() {
        StatefulConnection<String, String> former = current.getAndSet(null);
        if (former != null) {
            former.close();
        }
    }

    @Override
    public void close() {
        closed = true;
        drop();
    }
}
