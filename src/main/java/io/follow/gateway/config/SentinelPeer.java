package io.follow.gateway.config;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.sentinel.api.StatefulRedisSentinelConnection;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One Sentinel: its announcements and its answers. Connections are opened when they are needed and come back by themselves.
 * Used by the thread of the watch only.
 */
final class SentinelPeer {

    private static final String SWITCHED = "+switch-master";

    private final RedisClient client;
    private final RedisURI place;
    private final String primary;
    private final Runnable announced;

    private @Nullable CompletableFuture<Links> links;

    private record Links(
            StatefulRedisSentinelConnection<String, String> commands,
            StatefulRedisPubSubConnection<String, String> events) {}

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
        this.primary = primary;
        this.announced = announced;
    }

    /** Asks without waiting; fails when this Sentinel cannot be reached, refuses, or does not know the primary. */
    CompletableFuture<Answer> ask() {
        CompletableFuture<Links> current = links;
        if (current == null || current.isCompletedExceptionally()) {
            current = connect();
            links = current;
        }
        return current.thenCompose(this::ask);
    }

    private CompletableFuture<Answer> ask(Links open) {
        CompletableFuture<Map<String, String>> details =
                open.commands().async().master(primary).toCompletableFuture();
        return open.commands()
                .async()
                .getMasterAddrByName(primary)
                .toCompletableFuture()
                .thenCombine(details, (address, known) -> {
                    if (!(address instanceof InetSocketAddress found)) {
                        throw new IllegalStateException("it does not know \"" + primary + "\"");
                    }
                    return new Answer(found, Long.parseLong(known.getOrDefault("config-epoch", "0")));
                });
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
        return connection.async().subscribe(SWITCHED).toCompletableFuture().thenApply(done -> connection);
    }

    @Override
    public String toString() {
        return place.getHost() + ":" + place.getPort();
    }
}
