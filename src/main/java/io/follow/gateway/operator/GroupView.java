package io.follow.gateway.operator;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import org.jspecify.annotations.Nullable;

/**
 * A consumer group as operators see it.
 *
 * @param group its name
 * @param pending entries that were delivered and not acknowledged
 * @param backlog entries that wait for their first delivery ({@code lag}); null when the server cannot tell
 * @param oldestPendingAgeMs how long ago the oldest pending entry was added; null without one
 * @param readers consumers that are there
 */
@JsonNaming(SnakeCaseStrategy.class)
public record GroupView(
        String group, long pending, @Nullable Long backlog, @Nullable Long oldestPendingAgeMs, long readers) {

    static GroupView of(StreamReport.Group group) {
        return new GroupView(
                group.group(),
                group.pending(),
                group.backlog(),
                group.oldestPendingAgeMs(),
                group.consumers().stream()
                        .filter(consumer -> consumer.idleMs() < ConsumerGroups.SILENT_MILLIS)
                        .count());
    }
}
