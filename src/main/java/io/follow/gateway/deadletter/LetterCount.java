package io.follow.gateway.deadletter;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many dead letters there are of each reason, as far as one call has counted.
 *
 * @param groups in the order in which the reasons were met
 * @param scanned how many letters were looked at
 * @param last the id of the last one that was looked at; null without one
 * @param next the id after which to go on; null when all were counted
 */
public record LetterCount(List<LetterGroup> groups, long scanned, @Nullable String last, @Nullable String next) {

    public LetterCount {
        groups = List.copyOf(groups);
    }
}
