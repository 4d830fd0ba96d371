package io.follow.gateway.component.streams.read;

import io.follow.gateway.component.streams.client.ServerFailure;
import io.follow.gateway.component.streams.client.ValkeyConnections;
import io.follow.gateway.component.streams.entry.Delivery;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Periodically tells the server that the entries in flight are still being processed. Never waits for a reply: the next
 * heartbeat makes up for a lost one.
 */
public final class Heartbeat implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);

    private final ValkeyConnections connections;
    private final ConsumerGroup group;
    private final InFlight inFlight;

    public Heartbeat(ValkeyConnections connections, ConsumerGroup group, InFlight inFlight) {
        this.connections = connections;
        this.group = group;
        this.inFlight = inFlight;
    }

    @Override
    public void run() {
        List<Delivery> held = inFlight.held();
        RedisClusterAsyncCommands<String, String> commands = connections.commandsIfConnected();
        if (held.isEmpty() || commands == null) {
            return;
        }
        group.heartbeat(commands, held).whenComplete((lost, failure) -> {
            if (failure != null) {
                LOG.debug("heartbeat failed: {}", ServerFailure.describe(failure));
                connections.giveUpIfOutOfStep(commands, failure);
            } else {
                lost.forEach(this::lost);
            }
        });
    }

    private void lost(String entryId) {
        InFlight.Job job = inFlight.get(entryId);
        if (job != null && job.delivery().isHeld()) {
            LOG.info("{} is no longer owned by this consumer", job.delivery());
            job.delivery().lost();
        }
    }
}
