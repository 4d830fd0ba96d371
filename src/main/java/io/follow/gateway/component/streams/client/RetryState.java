package io.follow.gateway.component.streams.client;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Says a trouble once when it begins and once when it is over, with the number of attempts in between. Safe for several
 * threads: every method is synchronized.
 */
public final class RetryState {

    private final Logger log;
    private final String subject;
    private long attempts;
    private long since;
    private int struggling;
    private @Nullable String reason;

    public RetryState(Logger log, String subject) {
        this.log = log;
        this.subject = subject;
    }

    /** Returns whether the trouble begins with this failure. */
    public synchronized boolean failed(Throwable failure) {
        String description = ServerFailure.describe(failure);
        boolean begins = attempts++ == 0;
        if (begins) {
            since = System.nanoTime();
            log.warn("{}: {}; retrying until it succeeds", subject, description);
        } else {
            log.debug("{}: {} (attempt {})", subject, description, attempts);
        }
        reason = description;
        return begins;
    }

    /** Tells that one of several has begun to fail and goes on trying; {@link #gotThrough} or {@link #givenUp} follows. */
    public synchronized void struggles() {
        struggling++;
    }

    /** Tells that one that struggled has got through. */
    public synchronized void gotThrough() {
        struggling--;
        over();
    }

    /** Tells that one got through. It is over only when nobody struggles: what fails for one may work for another. */
    public synchronized void over() {
        if (attempts > 0 && struggling == 0) {
            log.info("{}: recovered after {} s and {} attempts", subject, lasted().toSeconds(), attempts);
            attempts = 0;
            reason = null;
        }
    }

    /**
     * Tells that one that struggled gave up: when it was the last, whether it works is unknown until the next attempt,
     * which is of the same trouble.
     */
    public synchronized void givenUp() {
        struggling--;
        if (struggling == 0) {
            reason = null;
        }
    }

    /** Returns why it does not work at the moment, or null when it does. */
    public synchronized @Nullable String reason() {
        return reason;
    }

    /** Returns how long to wait before the next attempt: 100 ms, doubling up to 2 s. */
    public synchronized long delayMillis() {
        return Math.min(2000, 100L << Math.min(5, Math.max(0, attempts - 1)));
    }

    private Duration lasted() {
        return Duration.ofSeconds(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - since));
    }
}
