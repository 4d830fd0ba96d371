package io.follow.gateway.component.streams.client;

import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The connection on which one reader blocks. On any doubt about a read it is closed and opened anew, because a read that
 * was given up may still swallow the next entry. Used by the reader thread only.
 */
public final class ReaderConnection {

    /** How much longer than the block time an answer may take. */
    public static final long MARGIN_MILLIS = 5_000;

    /** How long an answer may take that can bring a large entry: not so long that its neighbours wait for it for ever. */
    public static final long TRANSFER_MILLIS = 10_000;

    private final ValkeyConnections connections;
    private @Nullable StatefulConnection<String, String> open;

    public ReaderConnection(ValkeyConnections connections) {
        this.connections = connections;
    }

    /**
     * Sends a command and waits for its answer.
     *
     * @throws io.lettuce.core.RedisException when it failed, or when its outcome is unknown: then the connection has to
     *     be {@linkplain #close() closed}
     */
    public <T extends @Nullable Object> T call(
            Function<RedisClusterAsyncCommands<String, String>, CompletionStage<T>> command, long timeoutMillis)
            throws InterruptedException {
        return ReplyCheck.call(commands(), connections.checkKey(), command, timeoutMillis);
    }

    private RedisClusterAsyncCommands<String, String> commands() {
        StatefulConnection<String, String> current = open;
        if (current == null) {
            current = connections.openForReader();
            current.setTimeout(Duration.ofHours(1));
            open = current;
        }
        return ValkeyConnections.commands(current);
    }

    public void close() {
        StatefulConnection<String, String> current = open;
        open = null;
        if (current != null) {
            connections.closeForReader(current);
        }
    }
}
