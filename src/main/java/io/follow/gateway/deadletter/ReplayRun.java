package io.follow.gateway.deadletter;

import java.util.ArrayList;
import java.util.List;

/** Counts what becomes of the dead letters of one replay of all. Used by one thread. */
final class ReplayRun {

    private final List<Replay> refused = new ArrayList<>();
    private long replayed;
    private long gone;

    void add(List<Replay> replays) {
        for (Replay replay : replays) {
            switch (replay.outcome()) {
                case REPLAYED -> replayed++;
                case GONE -> gone++;
                default -> refused.add(replay);
            }
        }
    }

    ReplaySummary summary() {
        return new ReplaySummary(replayed, gone, refused);
    }
}
