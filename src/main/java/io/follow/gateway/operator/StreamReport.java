package io.follow.gateway.operator;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stream at one moment.
 *
 * @param stream its key
 * @param length how many entries it holds
 * @param groups its consumer groups; none when there is no such stream
 */
@JsonNaming(SnakeCaseStrategy.class)
public record StreamReport(String stream, long length, List<Group> groups) {

    public StreamReport {
        groups = List.copyOf(groups);
    }

    /**
     * A consumer group.
     *
     * @param group its name
     * @param pending entries that were delivered and not acknowledged
     * @param backlog entries that wait for their first delivery ({@code lag}); null when the server cannot tell
     * @param oldestPendingAgeMs how long ago the oldest pending entry was added; null without one
     * @param consumers those that the server knows, ended ones included
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Group(
            String group,
            long pending,
            @Nullable Long backlog,
            @Nullable Long oldestPendingAgeMs,
            List<Worker> consumers) {

        public Group {
            consumers = List.copyOf(consumers);
        }
    }

    /**
     * A consumer.
     *
     * @param name host and instance
     * @param pending entries that it holds
     * @param idleMs how long ago it last asked for entries or kept one alive; a live worker stays below some seconds
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Worker(String name, long pending, long idleMs) {}
}
