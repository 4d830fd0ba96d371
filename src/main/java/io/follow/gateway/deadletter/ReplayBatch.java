package io.follow.gateway.deadletter;

import org.jspecify.annotations.Nullable;

/**
 * What became of some of the dead letters that are to be replayed.
 *
 * @param next the id after which to go on; null when all were replayed
 */
public record ReplayBatch(ReplaySummary summary, @Nullable String next) {}
