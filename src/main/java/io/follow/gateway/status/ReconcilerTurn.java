package io.follow.gateway.status;

import io.follow.gateway.component.streams.client.ValkeyConnections;
import io.lettuce.core.RedisException;
import io.lettuce.core.SetArgs;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reconciles the status hashes from time to time; of all gateways on one server, one at a time does it. */
public final class ReconcilerTurn {

    private static final Logger LOG = LoggerFactory.getLogger(ReconcilerTurn.class);

    private final ValkeyConnections connections;
    private final StatusReconciler reconciler;
    private final String turnKey;
    private final Duration interval;

    /** @param turnKey who sets it ({@code SET NX PX}) has the turn for one interval */
    public ReconcilerTurn(
            ValkeyConnections connections, StatusReconciler reconciler, String turnKey, Duration interval) {
        this.connections = connections;
        this.reconciler = reconciler;
        this.turnKey = turnKey;
        this.interval = interval;
    }

    /** The key by which gateways that work on a stream of jobs take turns; has the stream's hash tag. */
    public static String turnKey(String process) {
        return process + ":reconciler";
    }

    /** To be called once in each interval. */
    public void run() throws InterruptedException {
        try {
            SetArgs once = SetArgs.Builder.nx().px(interval);
            if ("OK".equals(connections.call(server -> server.set(turnKey, "taken", once)))) {
                reconciler.reconcile();
            }
        } catch (RedisException e) {
            // The reader says once that the server is away; the next turn comes by itself.
            LOG.debug("status hashes not reconciled", e);
        }
    }
}
