package io.follow.gateway.connection;

import io.follow.gateway.component.streams.client.RetryState;
import io.follow.gateway.component.streams.client.WorkerConnection;
import io.lettuce.core.RedisException;
import io.lettuce.core.protocol.CommandType;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks servers whether they are replicas ({@code ROLE}). A user who may not ask follows the Sentinels alone, which is logged
 * once. Used by the thread of the Sentinel watch.
 */
public final class RoleCheck implements Predicate<InetSocketAddress> {

    private static final Logger LOG = LoggerFactory.getLogger(RoleCheck.class);

    private final Function<InetSocketAddress, WorkerConnection> connector;
    private final RetryState retryState = new RetryState(
            LOG, "asking a server that the Sentinels name whether it is the primary, without which it is trusted");
    private final AtomicBoolean asked = new AtomicBoolean();

    /** @param connector opens a connection to a server as the user of the gateway */
    public RoleCheck(Function<InetSocketAddress, WorkerConnection> connector) {
        this.connector = connector;
    }

    /** Asks the first primary, so that a missing permission is reported before a failover; does nothing afterwards. */
    public void begin(InetSocketAddress primary) {
        if (asked.compareAndSet(false, true)) {
            var unused = test(primary);
        }
    }

    /** Whether a server says that it is a replica; false also if it does not say. */
    @Override
    public boolean test(InetSocketAddress place) {
        try (WorkerConnection connection = connector.apply(place)) {
            Object answer = connection.call(CommandType.ROLE, List.of());
            retryState.over();
            return answer instanceof List<?> role && "slave".equals(role.get(0));
        } catch (RedisException e) {
            if (String.valueOf(e.getMessage()).startsWith("NOPERM")) {
                retryState.failed(e);
            }
            return false;
        }
    }
}
