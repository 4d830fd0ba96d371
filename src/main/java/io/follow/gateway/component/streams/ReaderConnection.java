package io.follow.gateway.component.streams;

import io.lettuce.core.UnblockType;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection on which one reader blocks. On any doubt about a read it is closed and opened anew, because a read that
 * was given up may still swallow the next entry. Used by the reader thread; {@link #unblock()} by others, hence volatile.
 */
final class ReaderConnection {

    private static final Logger LOG = LoggerFactory.getLogger(ReaderConnection.class);

    /** How much longer than the block time an answer may take. */
    static final long MARGIN_MILLIS = 5_000;

    private final ValkeyConnections connections;
    private volatile @Nullable Open open;

    private record Open(StatefulConnection<String, String> connection, long clientId) {}

    ReaderConnection(ValkeyConnections connections) {
        this.connections = connections;
    }

    boolean isOpen() {
        return open != null;
    }

    /** Opens the connection where it is not open. */
    RedisClusterAsyncCommands<String, String> commands() throws InterruptedException {
        Open current = open;
        if (current == null) {
            StatefulConnection<String, String> connection = connections.open();
            connection.setTimeout(Duration.ofHours(1));
            current = new Open(
                    connection,
                    ValkeyConnections.await(
                            ValkeyConnections.commands(connection).clientId()));
            open = current;
        }
        return ValkeyConnections.commands(current.connection());
    }

    List<StreamEntry> read(ConsumerGroup group, int count, long blockMillis) throws InterruptedException {
        return group.read(commands(), count, blockMillis, blockMillis + MARGIN_MILLIS);
    }

    /** Ends a blocked read without losing an entry: {@code CLIENT UNBLOCK}, which the server answers as if it timed out. */
    void unblock() {
        Open current = open;
        RedisClusterAsyncCommands<String, String> shared = connections.commandsIfConnected();
        if (current != null && shared != null) {
            CompletionStage<Long> unblocked = shared.clientUnblock(current.clientId(), UnblockType.TIMEOUT);
            unblocked.whenComplete((count, failure) -> {
                if (failure != null) {
                    LOG.debug("a blocked read ends by its own time: {}", ServerFailure.describe(failure));
                }
            });
        }
    }

    void close() {
        Open current = open;
        open = null;
        if (current != null) {
            current.connection().close();
        }
    }
}
