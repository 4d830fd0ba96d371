package io.follow.gateway.component.streams;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The connections of the component: one that everybody shares for commands that answer at once, and one for each
 * blocking reader. Works alike with a single server, Sentinel and Cluster. The client stays its owner's to close.
 */
public final class ValkeyConnections implements AutoCloseable {

    /** How long a command that answers at once may take before its outcome counts as unknown. */
    static final long COMMAND_TIMEOUT_MILLIS = 10_000;

    private final AbstractRedisClient client;
    private volatile @Nullable StatefulConnection<String, String> shared;

    public ValkeyConnections(AbstractRedisClient client) {
        this.client = client;
    }

    /** Opens a connection of its own, for a reader that blocks. */
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
        StatefulConnection<String, String> connection = shared;
        if (connection == null) {
            synchronized (this) {
                connection = shared;
                if (connection == null) {
                    connection = open();
                    shared = connection;
                }
            }
        }
        return commands(connection);
    }

    /** The shared connection when it stands, else null. Never blocks. */
    public @Nullable RedisClusterAsyncCommands<String, String> commandsIfConnected() {
        StatefulConnection<String, String> connection = shared;
        return connection != null && connection.isOpen() ? commands(connection) : null;
    }

    /** Waits for the answer of a command that answers at once. */
    static <T extends @Nullable Object> T await(CompletionStage<T> answer) throws InterruptedException {
        return await(answer, COMMAND_TIMEOUT_MILLIS);
    }

    static <T extends @Nullable Object> T await(CompletionStage<T> answer, long timeoutMillis)
            throws InterruptedException {
        try {
            return answer.toCompletableFuture().get(timeoutMillis, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RedisException failure ? failure : new RedisException(e.getCause());
        } catch (TimeoutException e) {
            throw new RedisException("no answer within " + timeoutMillis + " ms", e);
        }
    }

    @Override
    public synchronized void close() {
        StatefulConnection<String, String> connection = shared;
        shared = null;
        if (connection != null) {
            connection.close();
        }
    }
}
