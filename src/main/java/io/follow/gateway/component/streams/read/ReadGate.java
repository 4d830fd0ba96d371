package io.follow.gateway.component.streams.read;

import org.jspecify.annotations.Nullable;

/**
 * Decides whether a consumer may read new entries. Closed while something that every job needs is unavailable, so that
 * an outage affects the jobs in flight and not the backlog. Called several times a second; must not block.
 */
@FunctionalInterface
public interface ReadGate {

    /**
     * Returns in one line why no entries may be read, or null if they may.
     *
     * @param pipeline the option {@code pipeline} of the consumer, or null
     */
    @Nullable
    String closedBecause(@Nullable String pipeline);
}
