package io.follow.gateway.component.streams.read;

import io.follow.gateway.component.streams.client.ReaderConnection;
import io.follow.gateway.component.streams.entry.StreamEntry;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds delivered entries that need another run: entries of this consumer whose reply was lost, stale entries, and
 * entries without an owner. Used by the reader thread only.
 */
public final class PendingReclaimer {

    private static final Logger LOG = LoggerFactory.getLogger(PendingReclaimer.class);

    /** Number of entries scanned for a missing owner in one step: about one millisecond of server time. */
    private static final int LOOKED_AT_FOR_ORPHANS = 200;

    private static final String START = "-";
    private static final long SILENT_CONSUMER_MILLIS = Duration.ofHours(1).toMillis();

    private final ConsumerGroup group;
    private final ReaderConnection connection;
    private final InFlight inFlight;
    private final Rules rules;

    private String cursor = START;
    private String orphanCursor = START;
    private int orphansFound;
    private boolean firstLook = true;
    private boolean ownInDoubt = true;
    private boolean orphansDue;
    private boolean aloneWanted;
    private long nextLook = System.nanoTime();
    private long nextTidy = System.nanoTime();
    private @Nullable Long aloneSince;

    /**
     * The rules by which entries are found and claimed.
     *
     * @param minIdleMillis the idle time after which an entry is claimed
     * @param maxDeliveries the maximum number of runs of an entry
     * @param entriesLiveUntilSettled whether an entry that is still in the stream has not ended
     */
    public record Rules(long minIdleMillis, int maxDeliveries, boolean entriesLiveUntilSettled) {

        /**
         * Returns the interval of the search: 5 s or less, because a handed-over entry should not wait for long, and a
         * search is cheap.
         */
        long lookEveryNanos() {
            return Math.max(100, Math.min(5_000, minIdleMillis / 4)) * 1_000_000;
        }
    }

    public PendingReclaimer(ConsumerGroup group, ReaderConnection connection, InFlight inFlight, Rules rules) {
        this.group = group;
        this.connection = connection;
        this.inFlight = inFlight;
        this.rules = rules;
    }

    /** Records that a reply, and an entry with it, may have been lost. */
    void replyInDoubt() {
        ownInDoubt = true;
    }

    /** Returns up to {@code most} entries of one kind; later calls return the others. */
    List<StreamEntry> find(int most) throws InterruptedException {
        if (firstLook) {
            // The entries of a dead process with the same name are claimed like any others, and therefore counted.
            group.letGo(rules.minIdleMillis());
            firstLook = false;
        }
        if (ownInDoubt) {
            ConsumerGroup.Recovery own = group.recover(
                    connection, rules.minIdleMillis(), most, rules.maxDeliveries(), inFlight.knownEntryIds());
            ownInDoubt = own.more();
            if (!own.entries().isEmpty()) {
                return own.entries();
            }
        }
        if (orphansDue) {
            adoptSome();
        }
        giveNewEntriesTheirTurn();
        return System.nanoTime() - nextLook >= 0 ? takenOver(most) : List.of();
    }

    private List<StreamEntry> takenOver(int most) throws InterruptedException {
        ConsumerGroup.TakeOver idle = group.takeOver(
                connection, rules.minIdleMillis(), cursor, most, rules.maxDeliveries(), inFlight.entryIds());
        cursor = idle.cursor();
        aloneSince = isAlone(idle.entries()) ? System.nanoTime() : null;
        aloneWanted = idle.aloneWanted();
        if (START.equals(cursor)) {
            nextLook = System.nanoTime() + rules.lookEveryNanos();
            ownInDoubt = true;
            orphansDue = true;
            tidy();
        }
        return idle.entries();
    }

    /**
     * After an entry that ran alone, new entries get as much time as it took, so that neither kind blocks the other.
     */
    private void giveNewEntriesTheirTurn() {
        if (aloneSince != null) {
            long now = System.nanoTime();
            nextLook = now + Math.min(now - aloneSince, rules.lookEveryNanos());
            aloneSince = null;
        }
    }

    private boolean isAlone(List<StreamEntry> entries) {
        return rules.maxDeliveries() > 1
                && entries.size() == 1
                && entries.get(0).deliveryCount() == rules.maxDeliveries();
    }

    /**
     * Performs one step of the scan over all delivered entries. Found entries are stored on the server, so that memory
     * stays constant. Also resets the idle time of entries whose delivery time is in the future because the server's
     * clock was set back.
     */
    private void adoptSome() throws InterruptedException {
        ConsumerGroup.Adoption look = group.adopt(orphanCursor, LOOKED_AT_FOR_ORPHANS, rules.entriesLiveUntilSettled());
        orphanCursor = look.cursor();
        orphansDue = !START.equals(orphanCursor);
        orphansFound += look.found();
        if (!orphansDue && orphansFound > 0) {
            LOG.info("{}: {} entries of deleted consumers are claimed after the claim idle time", group, orphansFound);
            orphansFound = 0;
        }
    }

    private void tidy() throws InterruptedException {
        if (System.nanoTime() - nextTidy >= 0) {
            nextTidy = System.nanoTime() + Duration.ofMinutes(10).toNanos();
            List<String> gone = group.tidy(SILENT_CONSUMER_MILLIS);
            if (!gone.isEmpty()) {
                LOG.info("{}: {} consumers of former processes deleted", group, gone.size());
            }
        }
    }

    /** Whether an entry waits until nothing else is in flight here; until then, no new entry should be started. */
    boolean isAloneWanted() {
        return aloneWanted;
    }

    /** Records that nothing is in flight, so that an entry that must run alone can be claimed. */
    void nothingInWork() {
        if (aloneWanted) {
            cursor = START;
            nextLook = System.nanoTime();
        }
    }

    /** Whether the next call of {@link #find} should not have to wait for new entries. */
    boolean isMoreExpected() {
        return ownInDoubt || orphansDue || !START.equals(cursor);
    }

    /** Returns the time until the next search is due; at least 1 ms. */
    long untilNextLookMillis() {
        return Math.max(1, (nextLook - System.nanoTime()) / 1_000_000);
    }
}
