package io.follow.gateway.live;

import io.follow.gateway.component.streams.client.ValkeyConnections;
import io.follow.gateway.job.JobId;
import io.follow.gateway.job.WireTime;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.StreamMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the stream of results without a consumer group, so that it holds nobody back from being trimmed. Methods throw
 * {@link io.lettuce.core.RedisException} when the server cannot be reached.
 */
final class ResultStream {

    /** Entries read by one command. */
    static final int PAGE = 500;

    private static final int PAGES = 20;
    private static final Duration CLOCKS_DIFFER_BY = Duration.ofSeconds(1);

    private final ValkeyConnections connections;
    private final String stream;

    ResultStream(ValkeyConnections connections, String stream) {
        this.connections = connections;
        this.stream = stream;
    }

    /** The id of the last entry ({@code XREVRANGE}); the lowest id when there is none. */
    JobId last() throws InterruptedException {
        List<StreamMessage<String, String>> last =
                connections.call(server -> server.xrevrange(stream, Range.unbounded(), Limit.from(1)));
        return last.isEmpty() ? new JobId(0, 0) : JobId.parse(last.get(0).getId());
    }

    /** At most a page of the entries after an id ({@code XRANGE}), the oldest first. */
    List<StreamMessage<String, String>> after(JobId id) throws InterruptedException {
        Range<String> range = Range.from(Range.Boundary.excluding(id.toString()), Range.Boundary.unbounded());
        return connections.call(server -> server.xrange(stream, range, Limit.from(PAGE)));
    }

    /**
     * Looks for the result of a job that has ended. Results are in the order of their ends and have no index, so it begins
     * where the end should be, then where the job was added, and gives up after some thousand entries.
     *
     * @param endedAt what the status hash says
     */
    Optional<Map<String, String>> of(JobId job, String endedAt) throws InterruptedException {
        Optional<Instant> from = WireTime.parse(endedAt)
                .map(end -> end.minus(CLOCKS_DIFFER_BY))
                .filter(start -> start.isAfter(job.enteredAt()));
        if (from.isPresent()) {
            Optional<Map<String, String>> found = search(new JobId(from.get().toEpochMilli(), 0), job);
            if (found.isPresent()) {
                return found;
            }
        }
        return search(job, job);
    }

    private Optional<Map<String, String>> search(JobId from, JobId job) throws InterruptedException {
        JobId position = from;
        for (int i = 0; i < PAGES; i++) {
            List<StreamMessage<String, String>> page = after(position);
            for (StreamMessage<String, String> entry : page) {
                if (job.toString().equals(entry.getBody().get("job_id"))) {
                    return Optional.of(entry.getBody());
                }
            }
            if (page.size() < PAGE) {
                return Optional.empty();
            }
            position = JobId.parse(page.get(page.size() - 1).getId());
        }
        return Optional.empty();
    }
}
