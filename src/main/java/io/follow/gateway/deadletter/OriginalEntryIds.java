package io.follow.gateway.deadletter;

import io.follow.gateway.component.streams.client.ValkeyConnections;
import io.follow.gateway.job.JobId;
import java.time.Instant;
import java.util.Optional;

/**
 * What the gateway remembers about replayed jobs: when their first entry was added. It is kept on the server and not in
 * the entry, where a producer could forge it. Safe for use by several threads.
 */
public final class OriginalEntryIds {

    private final ValkeyConnections connections;

    public OriginalEntryIds(ValkeyConnections connections) {
        this.connections = connections;
    }

    /**
     * When the first entry of a replayed job was added ({@code HGET}).
     *
     * @param stream the stream of its jobs
     * @return empty for a job that is no replay, or that had no upload token
     * @throws io.lettuce.core.RedisException when the server cannot be reached or refuses
     */
    public Optional<Instant> enteredAt(String stream, JobId replayed) throws InterruptedException {
        String key = DeadLetterKeys.firstEntriesOf(stream);
        String first = connections.call(server -> server.hget(key, replayed.toString()));
        return Optional.ofNullable(first).map(JobId::parse).map(JobId::enteredAt);
    }
}
