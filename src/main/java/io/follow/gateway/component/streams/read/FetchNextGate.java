package io.follow.gateway.component.streams.read;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * Decides whether a worker may fetch the next entry when it settles its last one, which saves the reader a round trip.
 * It may while the reader waits for a free worker and has no other entries to look for, so that stale entries are
 * claimed when they are due. The reader opens and closes the gate, workers query it: hence volatile and atomic.
 */
public final class FetchNextGate {

    private static final long CLOSED = Long.MIN_VALUE;

    private final BooleanSupplier welcome;
    private final AtomicInteger underWay = new AtomicInteger();
    private volatile long openUntil = CLOSED;
    private volatile boolean replyLost;

    /** @param welcome whether a new entry may be started in addition to those in flight */
    public FetchNextGate(BooleanSupplier welcome) {
        this.welcome = welcome;
    }

    /** Lets workers fetch entries for the given time. Called by the reader. */
    void open(long millis) {
        openUntil = System.nanoTime() + millis * 1_000_000;
    }

    /** Stops workers from fetching entries; fetches that are {@link #isUnderWay() under way} still complete. */
    void close() {
        openUntil = CLOSED;
    }

    /** Whether an entry for a worker may be in transit. */
    boolean isUnderWay() {
        return underWay.get() > 0;
    }

    /** Starts to fetch an entry; after each {@code true}, {@link #end} must be called once. */
    boolean begin() {
        // Counted before the check, so that a reader that has closed the gate and sees no fetch under way can rely on
        // it.
        underWay.incrementAndGet();
        long until = openUntil;
        boolean begun = until != CLOSED && System.nanoTime() - until < 0 && welcome.getAsBoolean();
        if (!begun) {
            underWay.decrementAndGet();
        }
        return begun;
    }

    /** @param answered whether the reply arrived; otherwise, an entry may have been lost in transit */
    void end(boolean answered) {
        if (!answered) {
            replyLost = true;
        }
        underWay.decrementAndGet();
    }

    /** Whether a reply was lost since the last call. */
    boolean takeReplyLost() {
        boolean lost = replyLost;
        if (lost) {
            replyLost = false;
        }
        return lost;
    }
}
