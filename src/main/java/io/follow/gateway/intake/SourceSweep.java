package io.follow.gateway.intake;

import io.follow.gateway.component.streams.ValkeyConnections;
import io.follow.gateway.job.JobException;
import io.follow.gateway.job.StorageKey;
import io.follow.gateway.storage.ImageStore;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.Range.Boundary;
import io.lettuce.core.StreamMessage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Removes raw images of the gateway's own that no job knows: a crash came between storing the bytes and adding the job, or
 * between the job's end and the removal. Several gateways may sweep at the same time. Safe for use by several threads.
 */
public final class SourceSweep {

    private static final int PAGE = 500;

    /** Bounds what one sweep holds in memory; the next one goes on. */
    private static final int MOST_AT_ONCE = 10_000;

    private final ValkeyConnections connections;
    private final Duration orphanAge;
    private final Clock clock;

    /** @param orphanAge how old a raw image is before it may be one that no job will ever know */
    public SourceSweep(ValkeyConnections connections, Duration orphanAge, Clock clock) {
        this.connections = connections;
        this.orphanAge = orphanAge;
        this.clock = clock;
    }

    /**
     * Looks through the gateway's own folder of a store once.
     *
     * @param stream  the stream of the jobs
     * @param letters the stream of their dead letters, whose sources stay
     * @return how many raw images were removed
     * @throws io.lettuce.core.RedisException when the server cannot be reached
     */
    public int sweep(ImageStore store, String stream, String letters) throws JobException, InterruptedException {
        forgetEnded(stream, letters);
        List<StorageKey> old = oldOrphans(store, stream, known(stream));
        if (old.isEmpty()) {
            return 0;
        }
        // Asked after the listing: what is added from now on is younger than what was listed.
        Set<String> known = known(stream);
        int removed = 0;
        for (StorageKey key : old) {
            if (!known.contains(key.value())) {
                store.delete(key);
                removed++;
            }
        }
        return removed;
    }

    private Set<String> known(String stream) throws InterruptedException {
        return new HashSet<>(connections.call(server -> server.hvals(OwnedSources.notesOf(stream))));
    }

    /** Leaves out what is known, so that any number of kept sources never hides an orphan behind them. */
    private List<StorageKey> oldOrphans(ImageStore store, String stream, Set<String> known) throws JobException {
        Instant limit = clock.instant().minus(orphanAge);
        List<StorageKey> old = new ArrayList<>();
        store.list(OwnedSources.folderOf(stream), (key, lastModified) -> {
            if (lastModified.isBefore(limit) && old.size() < MOST_AT_ONCE && !known.contains(key.value())) {
                old.add(key);
            }
        });
        return old;
    }

    /** Removes notes about entries that are neither in the stream nor among the dead letters any more. */
    private void forgetEnded(String stream, String letters) throws InterruptedException {
        String notes = OwnedSources.notesOf(stream);
        Set<String> ended = new HashSet<>();
        for (String id : connections.call(server -> server.hkeys(notes))) {
            if (connections
                    .call(server -> server.xrange(stream, Range.create(id, id), Limit.from(1)))
                    .isEmpty()) {
                ended.add(id);
            }
        }
        // Asked after the stream: a job moves into the dead letters in one step, and leaves them under another id.
        if (!ended.isEmpty()) {
            ended.removeAll(keptAsDeadLetters(letters));
        }
        if (!ended.isEmpty()) {
            connections.call(server -> server.hdel(notes, ended.toArray(String[]::new)));
        }
    }

    private Set<String> keptAsDeadLetters(String letters) throws InterruptedException {
        Set<String> kept = new HashSet<>();
        Boundary<String> after = Boundary.unbounded();
        List<StreamMessage<String, String>> page;
        do {
            Range<String> range = Range.from(after, Boundary.unbounded());
            page = connections.call(server -> server.xrange(letters, range, Limit.from(PAGE)));
            for (StreamMessage<String, String> letter : page) {
                Map<String, String> body = letter.getBody();
                kept.add(body == null ? "" : body.getOrDefault("dlq_entry_id", ""));
                after = Boundary.excluding(letter.getId());
            }
        } while (page.size() == PAGE);
        return kept;
    }
}
