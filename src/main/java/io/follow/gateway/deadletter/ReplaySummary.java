package io.follow.gateway.deadletter;

import java.util.List;

/**
 * What became of all dead letters that were there when a replay of all began.
 *
 * @param replayed how many were moved
 * @param gone how many somebody else replayed or deleted meanwhile
 * @param refused those that cannot be replayed
 */
public record ReplaySummary(long replayed, long gone, List<Replay> refused) {

    public ReplaySummary {
        refused = List.copyOf(refused);
    }
}
