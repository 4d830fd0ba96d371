package io.follow.gateway.operator;

import io.follow.gateway.component.streams.client.LuaScript;
import io.follow.gateway.component.streams.client.ValkeyConnections;
import io.follow.gateway.component.streams.read.ConsumerPresence;
import java.util.List;

/**
 * The consumer groups of a stream. What a group has not acknowledged is never trimmed, so one that nobody reads any more
 * has to be deleted. Methods throw {@link io.lettuce.core.RedisException} when the server cannot be reached or refuses.
 * Safe for use by several threads.
 */
public final class ConsumerGroups {

    /** A consumer that has been silent for so long is not there. */
    static final long SILENT_MILLIS = 3 * ConsumerPresence.EVERY_MILLIS;

    private static final LuaScript DELETE = LuaScript.beside(ConsumerGroups.class, "delete_group.lua");

    private final ValkeyConnections connections;
    private final String stream;

    /** @param connections stays its owner's to close */
    public ConsumerGroups(ValkeyConnections connections, String stream) {
        this.connections = connections;
        this.stream = stream;
    }

    /** What became of the wish to delete a group. */
    public enum Deletion {
        DELETED("deleted"),
        GONE("no such group"),
        READ("a consumer reads it; remove its route or stop its program, and try again after 15 s");

        private final String description;

        Deletion(String description) {
            this.description = description;
        }

        /** The outcome in words, for people. */
        public String description() {
            return description;
        }
    }

    /** The stream. */
    public String stream() {
        return stream;
    }

    /** All groups of the stream, none when there is no such stream. */
    public List<GroupView> list() throws InterruptedException {
        return StreamReports.report(connections, stream).groups().stream()
                .map(GroupView::of)
                .toList();
    }

    /** Deletes a group for good, unless a consumer reads it ({@code XGROUP DESTROY}). */
    public Deletion delete(String group) throws InterruptedException {
        List<String> arguments = List.of(group, Long.toString(SILENT_MILLIS));
        Object answer = connections.call(server -> DELETE.run(server, List.of(stream), arguments));
        return Deletion.valueOf(String.valueOf(answer));
    }
}
