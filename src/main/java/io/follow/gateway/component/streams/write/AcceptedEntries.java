package io.follow.gateway.component.streams.write;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What was added lately, oldest first, in memory alone: it ends with the process. Bounded; the oldest give way. Safe for
 * several threads: every method is synchronized.
 */
public final class AcceptedEntries {

    /** How far back a new server may be behind the former one. */
    static final Duration KEPT = Duration.ofSeconds(30);

    private static final int MOST = 10_000;
    private static final long MOST_CHARACTERS = 16L << 20;

    private final Deque<AcceptedEntry> entries = new ArrayDeque<>();
    private long characters;

    /** Returns whether older ones had to give way. */
    public synchronized boolean add(AcceptedEntry entry) {
        entries.addLast(entry);
        characters += entry.size();
        boolean tooMany = false;
        while (entries.size() > MOST || (characters > MOST_CHARACTERS && entries.size() > 1)) {
            characters -= entries.removeFirst().size();
            tooMany = true;
        }
        return tooMany;
    }

    synchronized Set<String> streams() {
        return entries.stream().map(AcceptedEntry::stream).collect(Collectors.toSet());
    }

    /** Those of a stream that another server than the given one was the last to be seen with. */
    public synchronized List<AcceptedEntry> unknownTo(ServerIdentity server, String stream) {
        return entries.stream()
                .filter(entry -> entry.stream().equals(stream) && !server.equals(entry.server()))
                .toList();
    }

    /** Notes that the server has an entry. */
    synchronized void known(AcceptedEntry before, AcceptedEntry now) {
        if (entries.removeFirstOccurrence(before)) {
            entries.addLast(now);
        }
    }

    /** Forgets those whose key the server may have forgotten, which could be added twice; whatever server answers, or none. */
    synchronized void forgetStale() {
        forget(entries.stream().filter(AcceptedEntry::isStale).toList());
    }

    /** Forgets those that the server has had for long enough. Only while it answers: how long it was away does not count. */
    synchronized void forgetOld(ServerIdentity server, String stream) {
        forget(entries.stream()
                .filter(entry -> entry.stream().equals(stream)
                        && server.equals(entry.server())
                        && entry.since().millisAgo() > KEPT.toMillis())
                .toList());
    }

    private void forget(List<AcceptedEntry> old) {
        for (AcceptedEntry entry : old) {
            if (entries.removeFirstOccurrence(entry)) {
                characters -= entry.size();
            }
        }
    }
}
