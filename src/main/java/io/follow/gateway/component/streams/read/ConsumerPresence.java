package io.follow.gateway.component.streams.read;

import io.follow.gateway.component.streams.client.ServerFailure;
import io.follow.gateway.component.streams.client.ValkeyConnections;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows operators that a consumer is alive, even while it is idle or paused, but not when its reader has stopped. Never
 * waits for a reply: the next one makes up for a lost one.
 */
public final class ConsumerPresence implements Runnable {

    /** A consumer that is silent for three times this interval is shown as silent. */
    public static final long EVERY_MILLIS = 5_000;

    private static final Logger LOG = LoggerFactory.getLogger(ConsumerPresence.class);

    private final ValkeyConnections connections;
    private final ConsumerGroup group;
    private final StreamReader reader;

    public ConsumerPresence(ValkeyConnections connections, ConsumerGroup group, StreamReader reader) {
        this.connections = connections;
        this.group = group;
        this.reader = reader;
    }

    @Override
    public void run() {
        RedisClusterAsyncCommands<String, String> commands = connections.commandsIfConnected();
        if (commands == null || !reader.isAlive()) {
            return;
        }
        group.showPresence(commands).whenComplete((none, failure) -> {
            if (failure != null) {
                LOG.debug("{}: sign of life: {}", group, ServerFailure.describe(failure));
            }
        });
    }
}
