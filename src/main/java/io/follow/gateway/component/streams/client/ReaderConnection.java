package io.follow.gateway.component.streams.client;

import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.UnblockType;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisServerAsyncCommands;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection on which one reader blocks. If the outcome of a read is in doubt, the connection is closed and
 * reopened, because an abandoned read may still receive the next entry. Used by the reader thread only, but for
 * {@link #endRead}.
 */
public final class ReaderConnection {

    /** How much longer than the block time a reply may take. */
    public static final long MARGIN_MILLIS = 5_000;

    /** How long a reply with a large entry may take; bounded, so that other entries do not wait forever. */
    public static final long TRANSFER_MILLIS = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(ReaderConnection.class);

    private static final long NO_ID = 0;

    private final ValkeyConnections connections;

    /** Written by the reader; a thread of the client reads whether it is still the one that was disconnected. */
    private volatile @Nullable StatefulConnection<String, String> open;

    /** The server's number of the connection. Set by the reader, reset by threads of the client too, read by any. */
    private volatile long id = NO_ID;

    /** Whether the user may not run one of the commands; written by threads of the client too. */
    private volatile boolean idRefused;

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

    private RedisClusterAsyncCommands<String, String> commands() throws InterruptedException {
        StatefulConnection<String, String> current = open;
        if (current == null) {
            current = connections.openForReader();
            current.setTimeout(Duration.ofHours(1));
            open = current;
            forgetIdOnceDisconnected(current);
        }
        // In a cluster, a connection is one to several nodes: its reads end by themselves.
        if (id == NO_ID && !idRefused && current instanceof StatefulRedisConnection<String, String> single) {
            identify(single);
        }
        return ValkeyConnections.commands(current);
    }

    /** A connection that reconnects has another number. */
    private void forgetIdOnceDisconnected(StatefulConnection<String, String> opened) {
        opened.addListener(new RedisConnectionStateListener() {
            @Override
            public void onRedisDisconnected(RedisChannelHandler<?, ?> connection) {
                if (opened.equals(open)) {
                    id = NO_ID;
                }
            }
        });
    }

    private void identify(StatefulRedisConnection<String, String> opened) throws InterruptedException {
        try {
            id = ReplyCheck.call(
                    opened.async(),
                    connections.checkKey(),
                    RedisServerAsyncCommands::clientId,
                    ValkeyConnections.COMMAND_TIMEOUT_MILLIS);
        } catch (RedisCommandExecutionException e) {
            idRefused = true;
            LOG.debug("reads end by themselves: {}", ServerFailure.describe(e));
        }
    }

    /**
     * Ends the read that blocks, as if its time had elapsed ({@code CLIENT UNBLOCK}, whose reply is not used). Without the
     * permission for that, or in a cluster, the read ends by itself. The command is sent on the shared connection; should
     * that have moved to another server, a read of another client there may end early. Thread-safe; never blocks, never
     * fails.
     */
    public void endRead() {
        long blocked = id;
        RedisClusterAsyncCommands<String, String> commands = connections.commandsIfConnected();
        if (blocked == NO_ID || commands == null) {
            return;
        }
        try {
            commands.clientUnblock(blocked, UnblockType.TIMEOUT).whenComplete((ended, failure) -> {
                if (failure instanceof RedisCommandExecutionException && id == blocked) {
                    id = NO_ID;
                    idRefused = true;
                    LOG.debug("a read is not ended early: {}", ServerFailure.describe(failure));
                }
            });
        } catch (RuntimeException e) {
            LOG.debug("a read is not ended early: {}", ServerFailure.describe(e));
        }
    }

    public void close() {
        StatefulConnection<String, String> current = open;
        open = null;
        id = NO_ID;
        idRefused = false;
        if (current != null) {
            connections.closeForReader(current);
        }
    }
}
