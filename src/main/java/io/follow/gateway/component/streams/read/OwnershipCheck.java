package io.follow.gateway.component.streams.read;

import io.follow.gateway.component.streams.client.ServerFailure;
import io.follow.gateway.component.streams.client.ValkeyConnections;
import io.follow.gateway.component.streams.entry.Delivery;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks with the server whether this consumer still owns an entry, right before an irreversible action. A process that
 * was suspended for long detects here that its job was claimed by another one.
 */
public final class OwnershipCheck {

    private static final Logger LOG = LoggerFactory.getLogger(OwnershipCheck.class);

    private final ValkeyConnections connections;

    public OwnershipCheck(ValkeyConnections connections) {
        this.connections = connections;
    }

    /**
     * Returns whether this consumer still owns the entry. The check resets the idle time. If the entry was delivered so
     * recently that no other consumer can have claimed it, the server is not asked. If the server is unavailable, the
     * last known state is returned.
     *
     * @throws InterruptedException if interrupted while waiting for the reply
     */
    public boolean isStillHeld(Delivery delivery) throws InterruptedException {
        if (!delivery.isHeld() || delivery.isSurelyHeld()) {
            return delivery.isHeld();
        }
        try {
            ConsumerGroup group =
                    new ConsumerGroup(connections, delivery.stream(), delivery.group(), delivery.consumer());
            List<String> lost = connections.call(server -> group.heartbeat(server, List.of(delivery)));
            if (!lost.isEmpty()) {
                delivery.lost();
            }
        } catch (RuntimeException e) {
            LOG.debug("{}: unknown whether this worker still owns it: {}", delivery, ServerFailure.describe(e));
        }
        return delivery.isHeld();
    }
}
