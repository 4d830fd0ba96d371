package io.follow.gateway.component.streams;

import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the server once a second whether it still answers ({@code PING}), because a reader that blocks would notice a
 * silent server only at the end of its block time. Written by a client thread, read by health checks: hence volatile.
 */
final class ServerProbe implements Runnable {

    static final long EVERY_MILLIS = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(ServerProbe.class);
    /** A lost server should be known within 5 s, the time of the question about it included. */
    private static final long SILENCE_MILLIS = 3_500;

    private final ValkeyConnections connections;
    private volatile long lastAnswer = System.nanoTime();

    ServerProbe(ValkeyConnections connections) {
        this.connections = connections;
    }

    @Override
    public void run() {
        RedisClusterAsyncCommands<String, String> commands = connections.commandsIfConnected();
        if (commands == null) {
            return;
        }
        commands.ping().whenComplete((pong, failure) -> {
            if (failure == null) {
                lastAnswer = System.nanoTime();
            } else {
                LOG.debug("ping: {}", ServerFailure.describe(failure));
            }
        });
    }

    /** Says since when the server has been silent, in one line; null when it has answered lately. */
    @Nullable
    String trouble() {
        long silence = (System.nanoTime() - lastAnswer) / 1_000_000;
        return silence < SILENCE_MILLIS ? null : "no answer from the server for " + silence / 1000 + " s";
    }
}
