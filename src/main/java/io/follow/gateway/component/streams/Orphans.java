package io.follow.gateway.component.streams;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Remembers entries that were delivered but are pending for nobody, as after {@code XGROUP DELCONSUMER}. One that is seen
 * so for the claim time is adopted: until then its worker, if it lives, may end it or take it back. Used by the reader
 * thread only.
 */
final class Orphans {

    private final long claimIdleNanos;
    private final Map<String, Long> firstSeen = new HashMap<>();

    Orphans(long claimIdleMillis) {
        this.claimIdleNanos = claimIdleMillis * 1_000_000;
    }

    /** Notes the entries that are held by nobody now, and returns those that have been so for long enough. */
    List<String> due(List<String> unheld) {
        long now = System.nanoTime();
        Set<String> current = new HashSet<>(unheld);
        firstSeen.keySet().retainAll(current);
        unheld.forEach(id -> firstSeen.putIfAbsent(id, now));
        return unheld.stream()
                .filter(id -> now - firstSeen.getOrDefault(id, now) >= claimIdleNanos)
                .toList();
    }
}
