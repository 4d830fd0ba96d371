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
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections of the component: a shared one for commands that do not block, one for each blocking reader and, if
 * available, dedicated ones for workers that settle. Works with a single server, Sentinel and Cluster. The owner of the
 * client must close it.
 */
public final class ValkeyConnections implements AutoCloseable {

    /** How long a non-blocking command may take before its outcome counts as unknown. */
    public static final long COMMAND_TIMEOUT_MILLIS = 5_000;

    private static final Logger LOG = LoggerFactory.getLogger(ValkeyConnections.class);

    private final AbstractRedisClient client;
    private final RetryState settling;
    private final @Nullable WorkerConnections workers;

    /** The connections of readers. A reader closes its own connection; all are closed when the server changes. */
    private final Set<StatefulConnection<String, String>> readers = ConcurrentHashMap.newKeySet();

    private final SharedConnection shared;
    private final ReconnectFailures reconnectFailures;

    /** Set by the first consumer that starts, read by whoever sends a command. */
    private volatile @Nullable String checkKey;

    /** Connections of a client alone. */
    public ValkeyConnections(AbstractRedisClient client) {
        this(client, null);
    }

    /** @param connector opens connections for workers; if null, workers use the shared connection */
    public ValkeyConnections(AbstractRedisClient client, @Nullable Supplier<WorkerConnection> connector) {
        this.client = client;
        this.workers = connector == null ? null : new WorkerConnections(connector);
        this.settling = new RetryState(LOG, "settling");
        this.shared = new SharedConnection(this::open);
        this.reconnectFailures = new ReconnectFailures(client.getResources().eventBus());
    }

    /** Returns the state of failed settles, which all settlers share. */
    public RetryState settling() {
        return settling;
    }

    /**
     * Leaves the server, because another one has become the primary. Closes every connection, including those with
     * pending commands, whose outcome is then unknown; connections are reopened on demand. May block briefly.
     */
    public void leaveServer() {
        shared.drop();
        readers.forEach(StatefulConnection::close);
        if (workers != null) {
            workers.closeAll();
        }
        openAhead();
    }

    /** Opens a connection for a blocking reader; close it with {@link #closeForReader}. */
    StatefulConnection<String, String> openForReader() {
        StatefulConnection<String, String> opened = open();
        readers.add(opened);
        return opened;
    }

    void closeForReader(StatefulConnection<String, String> connection) {
        readers.remove(connection);
        connection.close();
    }

    /** Opens a separate connection. */
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
     * Returns the shared connection, which is opened on first use and reconnects automatically.
     *
     * @throws RedisException if no server can be reached
     */
    public RedisClusterAsyncCommands<String, String> commands() {
        return commands(shared.get());
    }

    /** Opens the shared connection on a thread of its own, see {@link SharedConnection#openAhead}. */
    public void openAhead() {
        shared.openAhead();
    }

    /** Returns the shared connection if it is connected, otherwise null. Never blocks. */
    public @Nullable RedisClusterAsyncCommands<String, String> commandsIfConnected() {
        StatefulConnection<String, String> connection = shared.current();
        return connection != null && connection.isOpen() ? commands(connection) : null;
    }

    /** Whether there is a shared connection, connected or reconnecting. */
    boolean hasShared() {
        return shared.current() != null;
    }

    /** Sets the key whose node is checked for mismatched replies in a cluster; a single server needs none. */
    public void checkOn(String key) {
        checkKey = key;
    }

    @Nullable
    String checkKey() {
        return checkKey;
    }

    /**
     * Sends a command on the shared connection and waits for its reply. If there is no reply in time, or the reply
     * belongs to another command, the connection is closed: it may be half open, which would last for many minutes, or
     * mismatched, which would last forever. It is also closed if the server no longer accepts writes.
     *
     * @throws RedisException if the command failed, or if its outcome is unknown after 5 seconds
     */
    public <T extends @Nullable Object> T call(
            Function<RedisClusterAsyncCommands<String, String>, CompletionStage<T>> command)
            throws InterruptedException {
        StatefulConnection<String, String> used = shared.get();
        try {
            return ReplyCheck.call(commands(used), checkKey, command, COMMAND_TIMEOUT_MILLIS);
        } catch (NoAnswerException | MismatchedReplyException | RedisReadOnlyException e) {
            // A primary that has become a replica remains one; the address of the new primary must be resolved again.
            shared.giveUp(used);
            throw e;
        } catch (RedisException e) {
            throw reconnectFailures.explain(e);
        }
    }

    /** Closes the shared connection if these commands use it. Never blocks. */
    void giveUp(RedisClusterAsyncCommands<String, String> commands) {
        StatefulConnection<String, String> used = shared.current();
        if (used != null && commands.equals(commands(used))) {
            shared.giveUp(used);
        }
    }

    /** Closes it if a completion stage failed because of a mismatched reply. */
    public void giveUpIfOutOfStep(RedisClusterAsyncCommands<String, String> commands, Throwable failure) {
        if (ReplyCheck.isOutOfStep(failure)) {
            giveUp(commands);
        }
    }

    /**
     * Runs a script for a worker and waits for its reply: on a dedicated connection, or on the shared one if there is
     * none.
     *
     * @throws RuntimeException if the script failed, or if its outcome is unknown after 5 seconds
     */
    @Nullable
    public Object run(Script script, List<String> keys, List<String> arguments) throws InterruptedException {
        WorkerConnection own = workers == null ? null : workers.take();
        if (workers == null || own == null) {
            return call(server -> script.run(server, keys, arguments));
        }
        if (shared.current() == null) {
            // Heartbeats use it only while it is connected.
            openAhead();
        }
        return workers.run(own, script.lua(), keys, arguments);
    }

    /** Waits for a reply. */
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

    @Override
    public void close() {
        shared.close();
        reconnectFailures.close();
        if (workers != null) {
            workers.close();
        }
    }
}
