package io.follow.gateway.component.streams.write;

import io.follow.gateway.component.streams.client.RetryState;
import io.follow.gateway.component.streams.client.ServerFailure;
import io.follow.gateway.component.streams.client.SuspendAwareInstant;
import io.follow.gateway.component.streams.client.ValkeyConnections;
import io.follow.gateway.component.streams.entry.NewEntry;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Re-adds entries that a server has accepted and its successor does not know: after a failover to a replica that lagged
 * behind, or after a crash that lost the end of the append-only file. Checks the identity of the server every second
 * while there are recent entries. Thread-safe.
 */
public final class EntryRestorer {

    private static final Logger LOG = LoggerFactory.getLogger(EntryRestorer.class);

    private static final long LOOK_EVERY_MILLIS = 1_000;

    private final ValkeyConnections connections;
    private final AcceptedEntries entries = new AcceptedEntries();
    private final Map<String, ServerIdentity> known = new ConcurrentHashMap<>();
    private final RetryState asking = new RetryState(LOG, "checking the identity of the server");
    private final AtomicBoolean overflowSaid = new AtomicBoolean();
    private final AtomicBoolean started = new AtomicBoolean();
    private final ScheduledExecutorService timer;

    /** @param timer used by the restorer only, because its checks wait for the server; the caller shuts it down */
    public EntryRestorer(ValkeyConnections connections, ScheduledExecutorService timer) {
        this.connections = connections;
        this.timer = timer;
    }

    /**
     * Returns the server that had a stream at the last check. Must be called before an entry is sent, so that an entry
     * that was accepted by the former server is never attributed to its successor.
     */
    @Nullable
    public ServerIdentity lastSeen(String stream) {
        return known.get(stream);
    }

    /** Records an entry that a server has accepted. */
    public void accepted(
            String stream, String key, Duration keyLife, NewEntry entry, String id, @Nullable ServerIdentity by) {
        if (entry.restoration() == null) {
            return;
        }
        if (entries.add(new AcceptedEntry(stream, key, keyLife, entry, id, by, SuspendAwareInstant.now()))
                && overflowSaid.compareAndSet(false, true)) {
            LOG.warn(
                    "more entries within {} s than can be kept; the oldest are not re-added if the server changes"
                            + " now",
                    AcceptedEntries.KEPT.toSeconds());
        }
        if (started.compareAndSet(false, true)) {
            var unused = timer.scheduleWithFixedDelay(this::look, 0, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void look() {
        try {
            // First, because it must not depend on the availability of a server.
            entries.forgetStale();
            for (String stream : entries.streams()) {
                ServerIdentity server = ServerIdentity.of(connections, stream);
                ServerIdentity before = known.put(stream, server);
                restore(stream, server, before == null || before.equals(server));
                entries.forgetOld(server, stream);
            }
            asking.over();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RedisException e) {
            asking.failed(e);
        } catch (Throwable e) {
            // The timer would cancel a task that fails, even for lack of memory.
            LOG.error("entries cannot be re-added", e);
        }
    }

    /** Ends if the server is unavailable; the next check handles the remaining and rejected entries. */
    private void restore(String stream, ServerIdentity server, boolean sameAsBefore) throws InterruptedException {
        List<AcceptedEntry> doubtful = entries.unknownTo(server, stream);
        int added = 0;
        try {
            for (AcceptedEntry entry : doubtful) {
                if (!entry.isStale() && restore(entry, server)) {
                    added++;
                }
            }
        } finally {
            if (added > 0) {
                LOG.warn(
                        "{}: the server has changed and did not know {} of the {} latest entries; they are re-added",
                        stream,
                        added,
                        doubtful.size());
            } else if (!sameAsBefore) {
                LOG.debug("{}: the server has changed and knows all of the {} latest entries", stream, doubtful.size());
            }
        }
    }

    /** Re-adds an entry; returns whether it was missing. */
    private boolean restore(AcceptedEntry entry, ServerIdentity server) throws InterruptedException {
        try {
            boolean missing = entry.restore(connections);
            entries.known(entry, entry.at(server, missing ? SuspendAwareInstant.now() : entry.since()));
            return missing;
        } catch (RedisCommandExecutionException e) {
            // An error for one entry, such as a key of the wrong type, need not occur for the others.
            LOG.debug("an entry of {} was not re-added: {}", entry.stream(), ServerFailure.describe(e));
            return false;
        }
    }
}
