package io.follow.gateway.component.streams.client;

import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The connection on which one reader blocks. If the outcome of a read is in doubt, the connection is closed and
 * reopened, because an abandoned read may still receive the next entry. Used by the reader thread only.
 */
public final class ReaderConnection {

    /** How much longer than the block time a reply may take. */
    public static final long MARGIN_MILLIS = 5_000;

    /** How long a reply with a large entry may take; bounded, so that other entries do not wait forever. */
    public static final long TRANSFER_MILLIS = 10_000;

    private final ValkeyConnections connections;
    private @Nullable StatefulConnection<String, String> open;

    public ReaderConnection(ValkeyConnections connections) {
        this.connections = connections;
    }

    /**
     * Sends a command and waits for its reply.
     *
     * @throws io.lettuce.core.RedisException if the command failed, or if its outcome is unknown; in the latter case,
     *     the connection must be {@linkplain #close() closed}
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
