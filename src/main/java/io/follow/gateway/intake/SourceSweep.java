package io.follow.gateway.intake;

import io.follow.gateway.component.streams.client.LuaScript;
import io.follow.gateway.component.streams.client.ValkeyConnections;
import io.follow.gateway.job.JobException;
import io.follow.gateway.job.StorageKey;
import io.follow.gateway.storage.ImageStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Removes raw images of the gateway's own that no job knows: a crash came between storing the bytes and adding the job, or
 * between the job's end and the removal. Several gateways may sweep at the same time. Safe for use by several threads.
 */
public final class SourceSweep {

    private static final LuaScript IDS = LuaScript.beside(SourceSweep.class, "ids.lua");
    private static final int PAGE = 50;

    /** Leaves the server to others between two pages. */
    private static final long PAUSE_MILLIS = 50;

    /** Bounds what a sweep holds in memory at one time. */
    private static final int MOST_AT_ONCE = 10_000;

    private final ValkeyConnections connections;
    private final SourceFolder folder;
    private final Duration orphanAge;
    private final Clock clock;

    /** @param orphanAge how old a raw image is before it may be one that no job will ever know */
    public SourceSweep(ValkeyConnections connections, SourceFolder folder, Duration orphanAge, Clock clock) {
        this.connections = connections;
        this.folder = folder;
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
        int removed = 0;
        int last = MOST_AT_ONCE;
        while (last == MOST_AT_ONCE) {
            last = removeSome(store, stream);
            removed += last;
        }
        return removed;
    }

    private int removeSome(ImageStore store, String stream) throws JobException, InterruptedException {
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
    private List<StorageKey> oldOrphans(ImageStore store, String stream, Set<String> known)
            throws JobException, InterruptedException {
        Instant limit = now().minus(orphanAge);
        List<StorageKey> old = new ArrayList<>();
        store.list(folder.of(stream), (key, lastModified) -> {
            if (lastModified.isBefore(limit) && old.size() < MOST_AT_ONCE && !known.contains(key.value())) {
                old.add(key);
            }
        });
        return old;
    }

    /** Removes notes about entries that are neither in the stream nor among the dead letters any more. */
    private void forgetEnded(String stream, String letters) throws InterruptedException {
        String notes = OwnedSources.notesOf(stream);
        Set<String> ended = new HashSet<>(connections.call(server -> server.hkeys(notes)));
        removeAll(ended, stream, "");
        // Asked after the stream: a job moves into the dead letters in one step, and leaves them under another id.
        removeAll(ended, letters, "dlq_entry_id");
        if (!ended.isEmpty()) {
            connections.call(server -> server.hdel(notes, ended.toArray(String[]::new)));
        }
    }

    /**
     * Removes from a set what the entries of a stream say.
     *
     * @param field one of their fields, or empty for their ids
     */
    private void removeAll(Set<String> ids, String stream, String field) throws InterruptedException {
        String after = "-";
        while (!ids.isEmpty()) {
            List<String> arguments = List.of(after, Integer.toString(PAGE), field);
            List<?> page = (List<?>)
                    Objects.requireNonNull(connections.call(server -> IDS.run(server, List.of(stream), arguments)));
            page.stream().skip(1).map(String::valueOf).forEach(ids::remove);
            after = String.valueOf(page.get(0));
            if (after.equals("-")) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
    }

    /** The earlier of two clocks: one that runs ahead must not make a raw image old whose job is just being added. */
    private Instant now() throws InterruptedException {
        Instant own = clock.instant();
        List<String> seconds = connections.call(server -> server.time());
        Instant server = Instant.ofEpochSecond(Long.parseLong(seconds.get(0)));
        return own.isBefore(server) ? own : server;
    }
}
