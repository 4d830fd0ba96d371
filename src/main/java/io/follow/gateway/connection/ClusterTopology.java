package io.follow.gateway.connection;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import java.time.Duration;

/** How the client of a cluster learns which node is the primary of its keys ({@code CLUSTER NODES}). */
public final class ClusterTopology {

    private static final Duration PERIOD = Duration.ofSeconds(30);

    /**
     * After a sign of change, such as {@code MOVED} or a node that refuses connections. Short, because the first answer may
     * be older than the failover that it is about.
     */
    private static final Duration LEAST_PAUSE = Duration.ofSeconds(2);

    private ClusterTopology() {}

    /** The same options for a client that follows the topology of its cluster. */
    public static ClusterClientOptions followedWith(ClientOptions options) {
        return ClusterClientOptions.builder(options)
                .topologyRefreshOptions(ClusterTopologyRefreshOptions.builder()
                        .enablePeriodicRefresh(PERIOD)
                        .enableAllAdaptiveRefreshTriggers()
                        .adaptiveRefreshTriggersTimeout(LEAST_PAUSE)
                        .build())
                .build();
    }
}
