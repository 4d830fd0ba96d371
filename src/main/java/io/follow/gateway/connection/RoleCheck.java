package io.follow.gateway.connection;

import io.follow.gateway.component.streams.client.RetryState;
import io.follow.gateway.component.streams.client.WorkerConnection;
import io.lettuce.core.RedisException;
import io.lettuce.core.protocol.CommandType;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks servers whether they are replicas ({@code ROLE}). A user who may not ask follows the Sentinels alone, which is logged
 * once. Thread-safe.
 */
public final class RoleCheck implements Predicate<InetSocketAddress> {

    private static final Logger LOG = LoggerFactory.getLogger(RoleCheck.class);

    private enum Answer {
        REPLICA,
        OTHER,
        FORBIDDEN,
        NONE
    }

    private final Function<InetSocketAddress, WorkerConnection> connector;
    private final Executor executor;
    private final RetryState retryState = new RetryState(
            LOG, "asking a server that the Sentinels name whether it is the primary, without which it is trusted");

    /** Whether a server has answered {@link #begin}, or is being asked. */
    private final AtomicBoolean begun = new AtomicBoolean();

    /**
     * @param connector opens a connection to a server as the user of the gateway
     * @param executor runs what {@link #begin} asks
     */
    public RoleCheck(Function<InetSocketAddress, WorkerConnection> connector, Executor executor) {
        this.connector = connector;
        this.executor = executor;
    }

    /**
     * Asks a primary, so that a missing permission is reported before a failover; does nothing once one has answered. Does
     * not wait for the answer, which a server that hangs would delay.
     */
    public void begin(InetSocketAddress primary) {
        if (begun.compareAndSet(false, true)) {
            executor.execute(() -> {
                Answer answer = Answer.NONE;
                try {
                    answer = ask(primary);
                } finally {
                    begun.set(answer != Answer.NONE);
                }
            });
        }
    }

    /** Whether a server says that it is a replica; false also if it does not say. */
    @Override
    public boolean test(InetSocketAddress place) {
        return ask(place) == Answer.REPLICA;
    }

    private Answer ask(InetSocketAddress place) {
        try (WorkerConnection connection = connector.apply(place)) {
            Object answer = connection.call(CommandType.ROLE, List.of());
            retryState.over();
            return answer instanceof List<?> role && "slave".equals(role.get(0)) ? Answer.REPLICA : Answer.OTHER;
        } catch (RedisException e) {
            if (String.valueOf(e.getMessage()).startsWith("NOPERM")) {
                retryState.failed(e);
                return Answer.FORBIDDEN;
            }
            return Answer.NONE;
        }
    }
}
