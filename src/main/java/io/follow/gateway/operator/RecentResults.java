package io.follow.gateway.operator;

import io.follow.gateway.component.streams.client.ValkeyConnections;
import io.follow.gateway.job.JobId;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.Range.Boundary;
import io.lettuce.core.StreamMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The results that are kept, for operators. Reads without a consumer group, so that it does not hold back trimming.
 * Methods throw {@link io.lettuce.core.RedisException} when the server cannot be reached or refuses, and
 * {@link IllegalArgumentException} for an id that is none. Safe for use by several threads.
 */
public final class RecentResults {

    /** The most that {@link #list} gives at once. */
    public static final int LARGEST_PAGE = 200;

    /** How many entries one call looks at, at most: a search through many results takes several calls. */
    static final int MOST_SCANNED = 10_000;

    private static final int BATCH = 500;

    private final ValkeyConnections connections;
    private final String stream;

    public RecentResults(ValkeyConnections connections, String stream) {
        this.connections = connections;
        this.stream = stream;
    }

    /**
     * Some results, the newest first ({@code XREVRANGE}).
     *
     * @param after the id after which to go on; null for the newest
     * @param count how many, 1 to {@value #LARGEST_PAGE}
     */
    public ResultPage list(ResultFilter filter, @Nullable String after, int count) throws InterruptedException {
        if (count < 1 || count > LARGEST_PAGE) {
            throw new IllegalArgumentException("count is " + count + ", expected 1 to " + LARGEST_PAGE);
        }
        String position = after == null ? null : JobId.parse(after).toString();
        List<ResultView> found = new ArrayList<>();
        for (int scanned = 0; scanned < MOST_SCANNED; ) {
            List<StreamMessage<String, String>> batch = before(position, BATCH);
            for (StreamMessage<String, String> entry : batch) {
                if (found.size() == count) {
                    return new ResultPage(found, position);
                }
                position = entry.getId();
                ResultView result = ResultView.of(entry);
                if (filter.admits(result.fields())) {
                    found.add(result);
                }
            }
            if (batch.size() < BATCH) {
                return new ResultPage(found, null);
            }
            scanned += batch.size();
        }
        return new ResultPage(found, position);
    }

    /** One result ({@code XRANGE}); empty when it is not there. */
    public Optional<ResultView> find(String id) throws InterruptedException {
        String exact = JobId.parse(id).toString();
        return connections.call(server -> server.xrange(stream, Range.create(exact, exact), Limit.from(1))).stream()
                .map(ResultView::of)
                .findFirst();
    }

    private List<StreamMessage<String, String>> before(@Nullable String id, int count) throws InterruptedException {
        Boundary<String> upper = id == null ? Boundary.unbounded() : Boundary.excluding(id);
        return connections.call(
                server -> server.xrevrange(stream, Range.from(Boundary.unbounded(), upper), Limit.from(count)));
    }
}
