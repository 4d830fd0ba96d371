package io.follow.gateway.status;

import io.follow.gateway.component.streams.ValkeyConnections;
import io.follow.gateway.job.ImageId;
import io.lettuce.core.RedisCommandExecutionException;
import java.util.Map;

/** Reads status hashes. Safe for use by several threads. */
public final class StatusReader {

    private final ValkeyConnections connections;
    private final StatusHash hashes;

    public StatusReader(ValkeyConnections connections, StatusHash hashes) {
        this.connections = connections;
        this.hashes = hashes;
    }

    /**
     * The hash of an image ({@code HGETALL}); empty when there is none.
     *
     * @throws io.lettuce.core.RedisException when the server cannot be reached
     */
    public Map<String, String> read(ImageId image) throws InterruptedException {
        try {
            return connections.call(server -> server.hgetall(hashes.keyOf(image)));
        } catch (RedisCommandExecutionException e) {
            if (String.valueOf(e.getMessage()).startsWith("WRONGTYPE")) {
                // Somebody's key of another type; the next write of a stage replaces it.
                return Map.of();
            }
            throw e;
        }
    }
}
