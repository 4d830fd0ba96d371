package io.follow.gateway.operator;

import io.follow.gateway.component.streams.client.LuaScript;
import io.follow.gateway.component.streams.client.ValkeyConnections;
import io.follow.gateway.job.JobId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Looks at the jobs of a pipeline, in one script whose cost does not depend on how many there are. Thread-safe. */
public final class JobQueue {

    private static final LuaScript QUEUE = LuaScript.beside(JobQueue.class, "queue.lua");

    private final ValkeyConnections connections;
    private final String jobs;
    private final String group;
    private final String deadLetters;

    /**
     * Looks at nothing yet.
     *
     * @param jobs the stream of jobs
     * @param group the consumer group of the workers
     * @param deadLetters the stream of dead letters
     */
    public JobQueue(ValkeyConnections connections, String jobs, String group, String deadLetters) {
        this.connections = connections;
        this.jobs = jobs;
        this.group = group;
        this.deadLetters = deadLetters;
    }

    /**
     * The present state.
     *
     * @throws io.lettuce.core.RedisException when the server cannot be reached or refuses
     */
    public QueueState look() throws InterruptedException {
        Object answer = connections.call(server -> QUEUE.run(server, List.of(jobs, deadLetters), List.of(group)));
        List<?> parts = (List<?>) Objects.requireNonNull(answer);
        long length = number(parts.get(0));
        long letters = number(parts.get(1));
        long now = number(parts.get(2));
        long pending = number(parts.get(4));
        long lag = number(parts.get(5));
        return new QueueState(
                length,
                // Every entry that is not pending waits, so this is known even where the server cannot tell.
                lag < 0 ? Math.max(0, length - pending) : lag,
                pending,
                age(String.valueOf(parts.get(3)), now),
                age(String.valueOf(parts.get(6)), now),
                letters < 0 ? null : letters);
    }

    private static @Nullable Long age(String id, long now) {
        return id.isEmpty() ? null : Math.max(0, now - JobId.parse(id).milliseconds());
    }

    private static long number(Object value) {
        return ((Number) value).longValue();
    }
}
