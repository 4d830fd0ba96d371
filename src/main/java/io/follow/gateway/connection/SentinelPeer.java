package io.follow.gateway.connection;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.sentinel.api.StatefulRedisSentinelConnection;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * One Sentinel: its announcements and its answers. Connections are opened when they are needed and come back by themselves.
 * Used by the thread of the watch only.
 */
final class SentinelPeer {

    /** For what is said at the start of a connection, TLS and login included; the client's own limit is a minute. */
    private static final Duration CONNECTED_WITHIN = Duration.ofSeconds(5);

    private static final String SWITCHED = "+switch-master";

    private final RedisClient client;
    private final RedisURI place;
    private final String primary;
    private final Runnable announced;

    private @Nullable CompletableFuture<Links> links;

    private record Links(
            StatefulRedisSentinelConnection<String, String> commands,
            StatefulRedisPubSubConnection<String, String> events) {

        void close() {
            var unusedCommands = commands.closeAsync();
            var unusedEvents = events.closeAsync();
        }
    }

    /**
     * What a Sentinel says.
     *
     * @param epoch grows with each failover; of two that differ the one with the higher epoch knows of a later one
     */
    record Answer(InetSocketAddress primary, long epoch) {}

    /**
     * @param primary the name of the primary
     * @param announced called, on a thread of the client, when this Sentinel has switched to another one
     */
    SentinelPeer(RedisClient client, RedisURI place, String primary, Runnable announced) {
        this.client = client;
        this.place = place;
        place.setTimeout(CONNECTED_WITHIN);
        this.primary = primary;
        this.announced = announced;
    }

    /**
     * Asks without waiting; fails when this Sentinel cannot be reached, refuses, does not know the primary, or answers out of
     * step. The caller passes a failure on to {@link #failed}.
     */
    CompletableFuture<Answer> ask() {
        CompletableFuture<Links> current = links;
        if (current == null || current.isCompletedExceptionally()) {
            current = connect();
            links = current;
        }
        return current.thenCompose(this::ask);
    }

    /** The epoch first: one that is older than the address is put right at the next question, a newer one would stay. */
    private CompletableFuture<Answer> ask(Links open) {
        CompletableFuture<Map<String, String>> details =
                open.commands().async().master(primary).toCompletableFuture();
        CompletableFuture<Answer> answer = open.commands()
                .async()
                .getMasterAddrByName(primary)
                .toCompletableFuture()
                .thenCombine(details, (address, known) -> {
                    if (!(address instanceof InetSocketAddress found)) {
                        throw new IllegalStateException("it does not know \"" + primary + "\"");
                    }
                    return new Answer(found, Long.parseLong(known.getOrDefault("config-epoch", "0")));
                });
        return checkStep(open).thenCompose(inStep -> answer);
    }

    /** A word that only its own command brings back shows that the answers before it belong to their questions. */
    private static CompletableFuture<Boolean> checkStep(Links open) {
        String word = UUID.randomUUID().toString();
        return open.commands()
                .async()
                .dispatch(
                        CommandType.PING,
                        new StatusOutput<>(StringCodec.UTF8),
                        new CommandArgs<>(StringCodec.UTF8).add(word))
                .toCompletableFuture()
                .handle((echo, failure) -> {
                    if (failure != null && !isAboutPing(failure)) {
                        throw new CompletionException(failure);
                    }
                    if (failure == null && !word.equals(echo)) {
                        throw new IllegalStateException("its replies do not match the commands");
                    }
                    return true;
                });
    }

    /** A user who may not send the check is told so by an error that names it, and that nothing else brings. */
    private static boolean isAboutPing(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        return message.startsWith("NOPERM") && message.contains("'ping'");
    }

    /**
     * Tells that the last question failed or had no answer. Its connections end, unless the Sentinel has answered with an
     * error or is still being connected to: an answer that is late or lost would be taken for that of a later question.
     */
    void failed(Throwable failure) {
        boolean answered = failure instanceof RedisCommandExecutionException
                && !String.valueOf(failure.getMessage()).startsWith("NOAUTH");
        CompletableFuture<Links> current = links;
        if (!answered && current != null && current.isDone()) {
            links = null;
            var unused = current.thenAccept(Links::close);
        }
    }

    private CompletableFuture<Links> connect() {
        return client.connectPubSubAsync(StringCodec.UTF8, place)
                .toCompletableFuture()
                .thenCompose(this::subscribe)
                .thenCompose(events -> client.connectSentinelAsync(StringCodec.UTF8, place)
                        .whenComplete((commands, failure) -> {
                            if (failure != null) {
                                var unused = events.closeAsync();
                            }
                        })
                        .thenApply(commands -> new Links(commands, events)));
    }

    private CompletableFuture<StatefulRedisPubSubConnection<String, String>> subscribe(
            StatefulRedisPubSubConnection<String, String> connection) {
        connection.addListener(new RedisPubSubAdapter<>() {
            @Override
            public void message(String channel, String message) {
                if (message.startsWith(primary + " ")) {
                    announced.run();
                }
            }
        });
        return connection
                .async()
                .subscribe(SWITCHED)
                .toCompletableFuture()
                .whenComplete((done, failure) -> {
                    if (failure != null) {
                        var unused = connection.closeAsync();
                    }
                })
                .thenApply(done -> connection);
    }

    @Override
    public String toString() {
        return place.getHost() + ":" + place.getPort();
    }
}
