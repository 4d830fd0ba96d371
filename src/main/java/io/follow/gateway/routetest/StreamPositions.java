package io.follow.gateway.routetest;

import io.lettuce.core.KeyScanArgs;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.ScanIterator;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.api.sync.RedisCommands;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Remembers the last entry of each stream, in order to find the entries that are added later. */
final class StreamPositions {

    private final RedisCommands<String, String> server;
    private final Map<String, String> ends = new HashMap<>();

    private StreamPositions(RedisCommands<String, String> server) {
        this.server = server;
    }

    /** Captures the current positions. */
    static StreamPositions now(RedisCommands<String, String> server) {
        StreamPositions positions = new StreamPositions(server);
        for (String stream : streams(server)) {
            positions.ends.put(stream, field(server.xinfoStream(stream), "last-generated-id"));
        }
        return positions;
    }

    /** Returns the entries added to a stream since then. */
    List<Observation> entries(String stream) {
        Range<String> since =
                Range.from(Range.Boundary.excluding(ends.getOrDefault(stream, "0-0")), Range.Boundary.unbounded());
        return server.xrange(stream, since).stream()
                .map(StreamMessage::getBody)
                .map(Observation::of)
                .toList();
    }

    /** Whether each consumer group has read and acknowledged all entries of its stream. */
    static boolean areAllRead(RedisCommands<String, String> server) {
        for (String stream : streams(server)) {
            for (Object group : server.xinfoGroups(stream)) {
                // Values may be null, such as an unknown lag.
                List<?> info = (List<?>) group;
                String delivered = field(info, "last-delivered-id");
                Range<String> unread = Range.from(Range.Boundary.excluding(delivered), Range.Boundary.unbounded());
                if (!field(info, "pending").equals("0")
                        || !server.xrange(stream, unread, Limit.from(1)).isEmpty()) {
                    return false;
                }
            }
        }
        return true;
    }

    private static List<String> streams(RedisCommands<String, String> server) {
        return ScanIterator.scan(server, KeyScanArgs.Builder.type("stream")).stream()
                .distinct()
                .toList();
    }

    private static String field(List<?> info, String name) {
        return String.valueOf(info.get(info.indexOf(name) + 1));
    }
}
