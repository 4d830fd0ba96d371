package io.follow.gateway.component.streams;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds entries that were delivered before and need another worker: this consumer's own whose reply was lost, those that
 * were left idle, and those that nobody holds. Used by the reader thread only.
 */
final class LeftEntries {

    /** Entries looked at for having no holder; more than jobs are usually in hand, few enough to cost nothing. */
    private static final int LOOKED_AT_FOR_ORPHANS = 200;

    private final ConsumerGroup group;
    private final InFlight inFlight;
    private final long claimIdleMillis;
    private final boolean entriesLiveUntilSettled;
    private final Orphans orphans;

    private String cursor = "-";
    private boolean newProcess = true;
    private boolean ownInDoubt = true;
    private long nextLook = System.nanoTime();

    LeftEntries(ConsumerGroup group, InFlight inFlight, long claimIdleMillis, boolean entriesLiveUntilSettled) {
        this.group = group;
        this.inFlight = inFlight;
        this.claimIdleMillis = claimIdleMillis;
        this.entriesLiveUntilSettled = entriesLiveUntilSettled;
        this.orphans = new Orphans(claimIdleMillis);
    }

    /** From now on a reply may have been lost on its way, and an entry with it. */
    void replyInDoubt() {
        ownInDoubt = true;
    }

    /** Returns up to {@code most} entries; the rest is found at the next call. */
    List<StreamEntry> find(int most) throws InterruptedException {
        List<StreamEntry> found = new ArrayList<>();
        if (ownInDoubt) {
            // What a dead process of this name had in hand counts as delivered again; a lost reply does not.
            found.addAll(group.recover(most, newProcess, inFlight.knownEntryIds()));
            ownInDoubt = found.size() == most;
            newProcess = newProcess && ownInDoubt;
        }
        if (found.isEmpty() && isDue()) {
            ConsumerGroup.TakeOver idle = group.takeOver(claimIdleMillis, cursor, most, inFlight.entryIds());
            cursor = idle.cursor();
            found.addAll(idle.entries());
            if ("-".equals(cursor)) {
                nextLook = System.nanoTime() + everyMillis() * 1_000_000;
                ownInDoubt = true;
                found.addAll(adopted(most - found.size()));
            }
        }
        return found;
    }

    private List<StreamEntry> adopted(int most) throws InterruptedException {
        if (!entriesLiveUntilSettled || most <= 0) {
            return List.of();
        }
        List<String> known = inFlight.entryIds();
        List<String> unheld = group.unheld(LOOKED_AT_FOR_ORPHANS).stream()
                .filter(id -> !known.contains(id))
                .toList();
        List<String> due = orphans.due(unheld);
        return due.isEmpty() ? List.of() : group.adopt(due.subList(0, Math.min(most, due.size())));
    }

    /** Whether the next call of {@link #find} should not have to wait for new entries. */
    boolean isMoreExpected() {
        return ownInDoubt || !"-".equals(cursor);
    }

    /** How long it is until the next look is due; at least 1 ms. */
    long untilNextLookMillis() {
        return Math.max(1, (nextLook - System.nanoTime()) / 1_000_000);
    }

    private boolean isDue() {
        return System.nanoTime() - nextLook >= 0;
    }

    /** A handed-over entry should not wait for long, and looking costs little: every 5 s, or more often. */
    private long everyMillis() {
        return Math.max(100, Math.min(5_000, claimIdleMillis / 4));
    }
}
