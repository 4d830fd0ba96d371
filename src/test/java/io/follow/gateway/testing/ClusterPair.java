package io.follow.gateway.testing;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.stream.Stream;

/**
 * A cluster of one primary, which holds all slots, and its replica; real processes. The replica takes over when it is told
 * to: a single primary has nobody to vote. Not for use by several threads at once.
 */
public final class ClusterPair implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final ValkeyServer primary = startNode();
    private final ValkeyServer replica = startNode();

    private ClusterPair() {
        primary.command("CLUSTER", "ADDSLOTSRANGE", "0", "16383");
        replica.command("CLUSTER", "MEET", "127.0.0.1", Integer.toString(primary.port()), busPort(primary));
        String id = primary.command("CLUSTER", "MYID");
        await("the nodes know each other").atMost(LIMIT).until(() -> replica.command("CLUSTER", "NODES")
                .contains(id));
        replica.command("CLUSTER", "REPLICATE", id);
        await("the replica is in step").atMost(LIMIT).until(this::isLinked);
        await("the cluster is ready").atMost(LIMIT).until(() -> Stream.of(primary, replica)
                .allMatch(node -> node.command("CLUSTER", "INFO").contains("cluster_state:ok")));
    }

    public static ClusterPair start() {
        return new ClusterPair();
    }

    private static ValkeyServer startNode() {
        return ValkeyServer.start(
                "--cluster-enabled",
                "yes",
                // By default the port of the server plus 10,000, of which nobody knows whether it is free.
                "--cluster-port",
                Integer.toString(FreePorts.next()),
                "--cluster-node-timeout",
                "2000",
                "--repl-diskless-sync-delay",
                "0");
    }

    private static String busPort(ValkeyServer node) {
        return node.command("CONFIG", "GET", "cluster-port").replaceAll("\\D+", "");
    }

    private boolean isLinked() {
        return replica.command("INFO", "replication").contains("master_link_status:up");
    }

    /** For {@code REDIS_CLUSTER_NODES}. */
    public String nodes() {
        return "127.0.0.1:" + primary.port() + ",127.0.0.1:" + replica.port();
    }

    public ValkeyServer primary() {
        return primary;
    }

    public ValkeyServer replica() {
        return replica;
    }

    /** Cuts replication for good: the replica logs in with a password that the primary does not know. */
    public void cutReplication() {
        replica.command("CONFIG", "SET", "masterauth", "unknown");
        primary.command("CLIENT", "KILL", "TYPE", "replica");
        await("the replica lags").atMost(LIMIT).until(() -> !isLinked());
    }

    /** {@code CLUSTER FAILOVER TAKEOVER}: the replica becomes the primary without a vote. */
    public void takeOver() {
        replica.command("CLUSTER", "FAILOVER", "TAKEOVER");
        await("the replica serves").atMost(LIMIT).until(() -> replica.command("ROLE")
                .startsWith("[master"));
    }

    @Override
    public void close() {
        primary.close();
        replica.close();
    }
}
