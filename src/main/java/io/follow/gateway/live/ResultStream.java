package io.follow.gateway.live;

import io.follow.gateway.component.streams.client.ValkeyConnections;
import io.follow.gateway.job.JobId;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.StreamMessage;
import java.util.List;

/** Reads the result stream without a consumer group, so that it does not hold back trimming. */
final class ResultStream implements ResultReader {

    private final ValkeyConnections connections;
    private final String stream;

    ResultStream(ValkeyConnections connections, String stream) {
        this.connections = connections;
        this.stream = stream;
    }

    /** {@code XREVRANGE stream + - COUNT 1}. */
    @Override
    public JobId last() throws InterruptedException {
        List<StreamMessage<String, String>> last =
                connections.call(server -> server.xrevrange(stream, Range.unbounded(), Limit.from(1)));
        return last.isEmpty() ? new JobId(0, 0) : JobId.parse(last.get(0).getId());
    }

    /** {@code XRANGE stream (id + COUNT 500}. */
    @Override
    public List<StreamMessage<String, String>> after(JobId id) throws InterruptedException {
        Range<String> range = Range.from(Range.Boundary.excluding(id.toString()), Range.Boundary.unbounded());
        return connections.call(server -> server.xrange(stream, range, Limit.from(PAGE)));
    }
}
