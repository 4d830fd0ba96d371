package io.follow.gateway.component.streams.read;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * Decides whether a worker may take the next entry with the settle of its last one, which spares the reader and a round
 * trip. It may while the reader waits for a free worker and has nothing else to look for: entries that were left behind
 * get their turn as soon as it is due. The reader opens and closes, workers ask: hence volatile and atomic.
 */
public final class FetchNextGate {

    private static final long CLOSED = Long.MIN_VALUE;

    private final BooleanSupplier welcome;
    private final AtomicInteger underWay = new AtomicInteger();
    private volatile long openUntil = CLOSED;
    private volatile boolean replyLost;

    /** @param welcome whether a new entry may be begun beside those in hand */
    public FetchNextGate(BooleanSupplier welcome) {
        this.welcome = welcome;
    }

    /** Lets workers take entries for so long. Called by the reader. */
    void open(long millis) {
        openUntil = System.nanoTime() + millis * 1_000_000;
    }

    /** From now on no worker takes an entry; those that are {@link #isUnderWay() under way} still bring theirs. */
    void close() {
        openUntil = CLOSED;
    }

    /** Whether some worker's entry may be on its way at this moment. */
    boolean isUnderWay() {
        return underWay.get() > 0;
    }

    /** Begins to take an entry; each true is followed by one {@link #end}. */
    boolean begin() {
        // Counted before it is looked at, so that a reader that has closed and sees no one under way can be sure.
        underWay.incrementAndGet();
        long until = openUntil;
        boolean begun = until != CLOSED && System.nanoTime() - until < 0 && welcome.getAsBoolean();
        if (!begun) {
            underWay.decrementAndGet();
        }
        return begun;
    }

    /** @param answered whether the reply came; without it an entry may have been lost on its way */
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
