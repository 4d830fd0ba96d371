package io.follow.gateway.component.streams.write;

import io.follow.gateway.component.streams.client.Script;
import io.follow.gateway.component.streams.client.ValkeyConnections;
import java.util.List;
import java.util.Objects;

/**
 * Identifies the server process and the replication history that it continues. If either has changed, the latest writes
 * may be missing, because another process has loaded an older file, or a replica did not receive them.
 *
 * @param runId changes at every start of a server ({@code INFO server})
 * @param replicationId changes when a replica is promoted ({@code INFO replication})
 */
public record ServerIdentity(String runId, String replicationId) {

    /**
     * Asks the server that holds a key.
     *
     * @throws io.lettuce.core.RedisException if the server is unavailable, or the user lacks the permission
     */
    static ServerIdentity of(ValkeyConnections connections, String key) throws InterruptedException {
        Object answer = connections.call(server -> Script.IDENTITY.run(server, List.of(key), List.of()));
        List<?> parts = (List<?>) Objects.requireNonNull(answer);
        return new ServerIdentity(String.valueOf(parts.get(0)), String.valueOf(parts.get(1)));
    }
}
