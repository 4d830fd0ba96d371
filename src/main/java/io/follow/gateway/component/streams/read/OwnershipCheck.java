package io.follow.gateway.component.streams.read;

import io.follow.gateway.component.streams.client.ServerFailure;
import io.follow.gateway.component.streams.client.ValkeyConnections;
import io.follow.gateway.component.streams.entry.Delivery;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the server whether an entry is still this consumer's, right before something is done that cannot be taken back. A
 * process that was asleep for long finds out here that its job has been taken over.
 */
public final class OwnershipCheck {

    private static final Logger LOG = LoggerFactory.getLogger(OwnershipCheck.class);

    private final ValkeyConnections connections;

    public OwnershipCheck(ValkeyConnections connections) {
        this.connections = connections;
    }

    /**
     * Tells whether the entry is still held. Its idle time is reset by that, unless it was delivered so short a time ago
     * that nobody can have taken it over: then the server is not asked. While it cannot be asked, what was known last
     * counts.
     *
     * @throws InterruptedException when interrupted while waiting for the answer
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
