package io.follow.gateway.component.streams.read;

import org.jspecify.annotations.Nullable;

/**
 * Decides whether a consumer may read new entries. Closed while something that every job needs is known to be broken, so
 * that an outage costs the jobs in hand and not the backlog. Asked several times a second: must answer at once.
 */
@FunctionalInterface
public interface ReadGate {

    /**
     * Returns why nothing may be read at the moment, in one line, or null when reading is fine.
     *
     * @param pipeline what the consumer names by its option {@code pipeline}, or null
     */
    @Nullable
    String closedBecause(@Nullable String pipeline);
}
