package io.follow.gateway.component.streams.client;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisReadOnlyException;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections of the component: one that everybody shares for commands that answer at once, one for each blocking
 * reader and, where they can be had, some for workers that settle. Works alike with a single server, Sentinel and Cluster.
 * The client stays its owner's to close.
 */
public final class ValkeyConnections implements AutoCloseable {

    /** How long a command that answers at once may take before its outcome counts as unknown. */
    public static final long COMMAND_TIMEOUT_MILLIS = 5_000;

    private static final Logger LOG = LoggerFactory.getLogger(ValkeyConnections.class);

    private final AbstractRedisClient client;
    private final RetryState settling;
    private final @Nullable WorkerConnections workers;

    /** Those of readers; a reader closes its own, and all are closed when the server is to be left. */
    private final Set<StatefulConnection<String, String>> readers = ConcurrentHashMap.newKeySet();

    /** Replaced as a whole by whoever opens or drops it. */
    private final AtomicReference<@Nullable StatefulConnection<String, String>> shared = new AtomicReference<>();

    /** One thread at a time opens ahead. */
    private final AtomicBoolean opening = new AtomicBoolean();

    /** Set by the first consumer that starts, read by whoever sends a command. */
    private volatile @Nullable String checkKey;

    /** Told to whoever opens a connection ahead, on a thread of its own. */
    private volatile boolean closed;

    /** Connections of a client alone. */
    public ValkeyConnections(AbstractRedisClient client) {
        this(client, null);
    }

    /** @param connector opens connections for workers; null: they use the shared one */
    public ValkeyConnections(AbstractRedisClient client, @Nullable Supplier<WorkerConnection> connector) {
        this.client = client;
        this.workers = connector == null ? null : new WorkerConnections(connector);
        this.settling = new RetryState(LOG, "settling");
    }

    /** What keeps entries from being settled at the moment, for all who settle. */
    public RetryState settling() {
        return settling;
    }

    /**
     * Leaves the server: another one is the primary now. Every connection is closed, also one on which somebody waits for an
     * answer, which counts as unknown then; whoever needs one opens it anew. May block for a moment.
     */
    public void leaveServer() {
        StatefulConnection<String, String> former = shared.getAndSet(null);
        if (former != null) {
            former.close();
        }
        readers.forEach(StatefulConnection::close);
        if (workers != null) {
            workers.closeAll();
        }
        openAhead();
    }

    /** Opens a connection for a reader that blocks; goes to {@link #closeForReader}. */
    StatefulConnection<String, String> openForReader() {
        StatefulConnection<String, String> opened = open();
        readers.add(opened);
        return opened;
    }

    void closeForReader(StatefulConnection<String, String> connection) {
        readers.remove(connection);
        connection.close();
    }

    /** Opens a connection of its own. */
    StatefulConnection<String, String> open() {
        if (client instanceof RedisClusterClient cluster) {
            return cluster.connect();
        }
        if (client instanceof RedisClient single) {
            return single.connect();
        }
        throw new IllegalStateException(
                "cannot connect with a " + client.getClass().getName());
    }

    static RedisClusterAsyncCommands<String, String> commands(StatefulConnection<String, String> connection) {
        if (connection instanceof StatefulRedisClusterConnection<String, String> cluster) {
            return cluster.async();
        }
        return ((StatefulRedisConnection<String, String>) connection).async();
    }

    /**
     * The shared connection, opened when it is needed first; it reconnects by itself.
     *
     * @throws RedisException when no server can be reached
     */
    public RedisClusterAsyncCommands<String, String> commands() {
        return commands(connection());
    }

    private StatefulConnection<String, String> connection() {
        StatefulConnection<String, String> current = shared.get();
        if (current != null) {
            return current;
        }
        StatefulConnection<String, String> opened = open();
        if (shared.compareAndSet(null, opened)) {
            return opened;
        }
        opened.close();
        return connection();
    }

    /**
     * Opens the shared connection on a thread of its own: so the first reader of a program that starts need not wait for
     * the client's classes, and no worker for a connection that it does not use itself. Without a server nothing happens:
     * whoever needs the connection first finds out.
     */
    public void openAhead() {
        if (!opening.compareAndSet(false, true)) {
            return;
        }
        Thread thread = new Thread(
                () -> {
                    try {
                        commands();
                        if (closed) {
                            close();
                        }
                    } catch (RuntimeException e) {
                        // Not the client's own exceptions alone: the program may end meanwhile.
                        LOG.debug("no connection yet: {}", e.getMessage());
                    } finally {
                        opening.set(false);
                    }
                },
                "connection-ahead");
        thread.setDaemon(true);
        thread.start();
    }

    /** The shared connection when it stands, else null. Never blocks. */
    public @Nullable RedisClusterAsyncCommands<String, String> commandsIfConnected() {
        StatefulConnection<String, String> connection = shared.get();
        return connection != null && connection.isOpen() ? commands(connection) : null;
    }

    /** Whether there is a shared connection at all, be it that it stands or that it is being made anew. */
    boolean hasShared() {
        return shared.get() != null;
    }

    /** In a cluster, answers on the way to the node of this key are checked; a single server needs none. */
    public void checkOn(String key) {
        checkKey = key;
    }

    @Nullable
    String checkKey() {
        return checkKey;
    }

    /**
     * Sends a command on the shared connection and waits for its answer. When none comes in time, or another command's,
     * the connection is given up: it may be half open, and would stay so for many minutes, or out of step, and would stay
     * so for good. The same when the server takes no writes any more.
     *
     * @throws RedisException when the command failed, or when its outcome is unknown after 5 seconds
     */
    public <T extends @Nullable Object> T call(
            Function<RedisClusterAsyncCommands<String, String>, CompletionStage<T>> command)
            throws InterruptedException {
        StatefulConnection<String, String> used = connection();
        try {
            return ReplyCheck.call(commands(used), checkKey, command, COMMAND_TIMEOUT_MILLIS);
        } catch (NoAnswerException | MismatchedReplyException | RedisReadOnlyException e) {
            // A primary that has become a replica stays one; where its name leads to by now is asked again.
            giveUp(used);
            throw e;
        }
    }

    /** Gives the shared connection up if it is the one of these commands. Never blocks. */
    void giveUp(RedisClusterAsyncCommands<String, String> commands) {
        StatefulConnection<String, String> used = shared.get();
        if (used != null && commands.equals(commands(used))) {
            giveUp(used);
        }
    }

    /** Does so where a stage failed because of an answer that was another command's. */
    public void giveUpIfOutOfStep(RedisClusterAsyncCommands<String, String> commands, Throwable failure) {
        if (ReplyCheck.isOutOfStep(failure)) {
            giveUp(commands);
        }
    }

    private void giveUp(StatefulConnection<String, String> used) {
        if (shared.compareAndSet(used, null)) {
            // What else waits for an answer on it is told that there will be none.
            var unused = used.closeAsync();
        }
    }

    /**
     * Runs a script for a worker, which waits for its answer: on a connection of its own, or on the shared one where there
     * is none.
     *
     * @throws RuntimeException when the script failed, or when its outcome is unknown after 5 seconds
     */
    @Nullable
    public Object run(Script script, List<String> keys, List<String> arguments) throws InterruptedException {
        WorkerConnection own = workers == null ? null : workers.take();
        if (workers == null || own == null) {
            return call(server -> script.run(server, keys, arguments));
        }
        if (shared.get() == null) {
            // Heartbeats use it only while it stands.
            openAhead();
        }
        return workers.run(own, script.lua(), keys, arguments);
    }

    /** Waits for an answer. */
    public static <T extends @Nullable Object> T await(CompletionStage<T> answer, long timeoutMillis)
            throws InterruptedException {
        try {
            return answer.toCompletableFuture().get(timeoutMillis, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RedisException failure ? failure : new RedisException(e.getCause());
        } catch (TimeoutException e) {
            throw new NoAnswerException(timeoutMillis);
        } catch (CancellationException e) {
            throw new RedisException("the connection was closed before the reply arrived", e);
        }
    }

    /** The server has not answered in time; what became of the command is unknown. */
    static final class NoAnswerException extends RedisException {

        private static final long serialVersionUID = 1L;

        NoAnswerException(long timeoutMillis) {
            super("no reply within " + timeoutMillis + " ms");
        }
    }

    @Override
    public void close() {
        closed = true;
        StatefulConnection<String, String> connection = shared.getAndSet(null);
        if (connection != null) {
            connection.close();
        }
        if (workers != null) {
            workers.close();
        }
    }
}
