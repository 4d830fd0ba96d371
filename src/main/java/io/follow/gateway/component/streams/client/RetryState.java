package io.follow.gateway.component.streams.client;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Logs the first failure of an operation and its recovery, with the number of attempts in between. A failure that only an
 * operator can end is logged once as well if it follows others: a server that restarts with an expired certificate first
 * refuses connections. Thread-safe: every method is synchronized.
 */
public final class RetryState {

    private final Logger log;
    private final String subject;
    private long attempts;
    private long since;
    private int struggling;
    private boolean operatorTold;
    private @Nullable String reason;

    public RetryState(Logger log, String subject) {
        this.log = log;
        this.subject = subject;
    }

    /** Records a failure; returns whether it is the first one. */
    public synchronized boolean failed(Throwable failure) {
        String description = ServerFailure.describe(failure);
        boolean begins = attempts++ == 0;
        if (begins) {
            since = System.nanoTime();
        }
        boolean forOperator = !operatorTold && ServerFailure.needsOperator(description);
        if (begins || forOperator) {
            operatorTold = forOperator;
            log.warn("{}: {}; retrying until it succeeds", subject, description);
        } else {
            log.debug("{}: {} (attempt {})", subject, description, attempts);
        }
        reason = description;
        return begins;
    }

    /**
     * Records that one of several callers has begun to fail and keeps retrying; {@link #gotThrough} or {@link #givenUp}
     * follows.
     */
    public synchronized void struggles() {
        struggling++;
    }

    /** Records that such a caller has succeeded. */
    public synchronized void gotThrough() {
        struggling--;
        over();
    }

    /**
     * Records a success. The failure is over only when no caller is still retrying, because the operation may fail for
     * one caller and succeed for another.
     */
    public synchronized void over() {
        if (attempts > 0 && struggling == 0) {
            log.info("{}: recovered after {} s and {} attempts", subject, lasted().toSeconds(), attempts);
            attempts = 0;
            operatorTold = false;
            reason = null;
        }
    }

    /**
     * Records that a caller has stopped retrying. If it was the last one, the state is unknown until the next attempt,
     * which counts as part of the same failure.
     */
    public synchronized void givenUp() {
        struggling--;
        if (struggling == 0) {
            reason = null;
        }
    }

    /** Returns the reason of the current failure, or null if there is none. */
    public synchronized @Nullable String reason() {
        return reason;
    }

    /** Returns the delay before the next attempt: 100 ms, doubling up to 2 s. */
    public synchronized long delayMillis() {
        return Math.min(2000, 100L << Math.min(5, Math.max(0, attempts - 1)));
    }

    private Duration lasted() {
        return Duration.ofSeconds(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - since));
    }
}
