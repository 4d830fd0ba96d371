package io.follow.gateway.component.streams.write;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The recently added entries, oldest first, in memory only. Bounded; the oldest are removed first. Thread-safe: every
 * method is synchronized.
 */
public final class AcceptedEntries {

    /** How far a new server may lag behind the former one. */
    static final Duration KEPT = Duration.ofSeconds(30);

    private static final int MOST = 10_000;
    private static final long MOST_CHARACTERS = 16L << 20;

    private final Deque<AcceptedEntry> entries = new ArrayDeque<>();
    private long characters;

    /** Adds an entry; returns whether older entries had to be removed. */
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

    /** Returns the entries of a stream that were last confirmed on a server other than the given one. */
    public synchronized List<AcceptedEntry> unknownTo(ServerIdentity server, String stream) {
        return entries.stream()
                .filter(entry -> entry.stream().equals(stream) && !server.equals(entry.server()))
                .toList();
    }

    /** Records that the server has an entry. */
    synchronized void known(AcceptedEntry before, AcceptedEntry now) {
        if (entries.removeFirstOccurrence(before)) {
            entries.addLast(now);
        }
    }

    /**
     * Removes entries whose key may have expired on the server, because they could be added twice; whether or not a
     * server is available.
     */
    synchronized void forgetStale() {
        forget(entries.stream().filter(AcceptedEntry::isStale).toList());
    }

    /**
     * Removes entries that the server has had for long enough. Called only while the server is available: the time of
     * an outage does not count.
     */
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
