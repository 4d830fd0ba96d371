package io.follow.gateway.component.streams.write;

import io.follow.gateway.component.streams.client.Script;
import io.follow.gateway.component.streams.client.ValkeyConnections;
import java.util.List;
import java.util.Objects;

/**
 * Which server answers, and which history of writes it continues. Where either has changed, what was written last may be
 * missing: another process with an older file, or a replica that did not get the last writes.
 *
 * @param runId changes with every start of a server ({@code INFO server})
 * @param replicationId changes when a replica becomes the primary ({@code INFO replication})
 */
public record ServerIdentity(String runId, String replicationId) {

    /**
     * Asks the server that holds a key.
     *
     * @throws io.lettuce.core.RedisException when it cannot be asked, or may not be by this user
     */
    static ServerIdentity of(ValkeyConnections connections, String key) throws InterruptedException {
        Object answer = connections.call(server -> Script.IDENTITY.run(server, List.of(key), List.of()));
        List<?> parts = (List<?>) Objects.requireNonNull(answer);
        return new ServerIdentity(String.valueOf(parts.get(0)), String.valueOf(parts.get(1)));
    }
}
