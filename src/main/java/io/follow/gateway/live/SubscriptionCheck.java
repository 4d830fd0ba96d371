package io.follow.gateway.live;

import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.ByteArrayOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Checks whether the connection of a subscription still delivers what the server sends. A subscriber expects no reply,
 * so a silent or mismatched connection looks healthy. The check sends {@code PING word}, which a subscribed connection
 * answers as well. Client threads report connections, other threads call the check: hence volatile.
 */
final class SubscriptionCheck implements RedisConnectionStateListener {

    static final Duration PATIENCE = Duration.ofSeconds(3);

    private final LongSupplier nanoTime;

    private volatile boolean expecting;
    private volatile @Nullable StatefulRedisPubSubConnection<byte[], byte[]> connection;
    private volatile @Nullable Question asked;
    private volatile @Nullable Long closedSince;

    private record Question(CompletableFuture<Boolean> answeredRight, long since) {}

    SubscriptionCheck(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Selects the next subscription connection as the one to check. */
    void expect() {
        asked = null;
        closedSince = null;
        connection = null;
        expecting = true;
    }

    @Override
    @SuppressWarnings("unchecked")
    public void onRedisConnected(RedisChannelHandler<?, ?> opened, SocketAddress address) {
        if (opened instanceof StatefulRedisPubSubConnection<?, ?> subscription) {
            if (expecting) {
                expecting = false;
                // Spring opens all its subscription connections with this codec.
                connection = (StatefulRedisPubSubConnection<byte[], byte[]>) subscription;
            }
            if (subscription.equals(connection)) {
                asked = null;
            }
        }
    }

    /** Whether the last ping was answered correctly and in time, or may still be. Sends the next one. */
    boolean isSound() {
        StatefulRedisPubSubConnection<byte[], byte[]> checked = connection;
        if (checked == null) {
            return true;
        }
        if (!checked.isOpen()) {
            return isReconnecting();
        }
        closedSince = null;
        Question last = asked;
        if (last != null && !last.answeredRight().isDone()) {
            return nanoTime.getAsLong() - last.since() < PATIENCE.toNanos();
        }
        asked = new Question(ask(checked).toCompletableFuture(), nanoTime.getAsLong());
        return last == null || last.answeredRight().join();
    }

    /** The client reconnects by itself, but waits for a minute if the server's reply to the handshake was lost. */
    private boolean isReconnecting() {
        Long since = closedSince;
        if (since == null) {
            closedSince = nanoTime.getAsLong();
            return true;
        }
        return nanoTime.getAsLong() - since < PATIENCE.toNanos();
    }

    private static CompletionStage<Boolean> ask(StatefulRedisPubSubConnection<byte[], byte[]> connection) {
        byte[] word = UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII);
        CommandArgs<byte[], byte[]> arguments = new CommandArgs<>(ByteArrayCodec.INSTANCE).add(word);
        CompletionStage<byte[]> answer = connection
                .async()
                .dispatch(CommandType.PING, new ByteArrayOutput<>(ByteArrayCodec.INSTANCE), arguments);
        // A lost connection is not a wrong answer: the client reconnects and subscribes again.
        return answer.handle((echo, failure) -> failure != null || Arrays.equals(word, echo));
    }

    /** Closes the connection: unsubscribing would wait for a reply that never arrives. */
    void abandon() {
        StatefulRedisPubSubConnection<byte[], byte[]> checked = connection;
        connection = null;
        if (checked != null) {
            var unused = checked.closeAsync();
        }
    }
}
