package io.follow.gateway.component.streams.read;

import io.follow.gateway.component.streams.client.RetryState;
import io.follow.gateway.component.streams.client.ServerFailure;
import io.follow.gateway.component.streams.read.ReaderLimits.ServerCheck;
import io.lettuce.core.RedisException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks the permissions of the user at regular intervals, even while all workers are busy and nothing is read. While a check
 * fails, it is repeated more often, so that work resumes soon after a permission was granted. Checks wait for the server,
 * hence the timer of its own. Used by that timer and by the reader, read by health checks: hence volatile.
 */
public final class PermissionWatch {

    private static final Logger LOG = LoggerFactory.getLogger(PermissionWatch.class);

    private static final long WHILE_FAILING_MILLIS = 500;

    private final ConsumerTimer timer;
    private final ServerCheck check;
    private final Consumer<Throwable> listener;
    private final RetryState retryState;
    private final boolean besideReader;
    private final long tick;
    private final long ticksBetweenChecks;

    /** Used only by the timer. */
    private long ticks;

    private volatile boolean checked;
    private volatile @Nullable String missing;

    /**
     * Begins at once.
     *
     * @param timer has no other tasks
     * @param subject its name in log lines
     * @param check fails if the user lacks a permission
     * @param everyMillis the interval of checks
     * @param besideReader whether a reader calls {@link #check()} first, and reports that the server is unavailable
     * @param listener is notified, on a thread of its own, when a permission is found to be missing that was present before
     */
    public PermissionWatch(
            ConsumerTimer timer,
            String subject,
            ServerCheck check,
            long everyMillis,
            boolean besideReader,
            Consumer<Throwable> listener) {
        this.timer = timer;
        this.check = check;
        this.besideReader = besideReader;
        this.listener = listener;
        this.retryState = new RetryState(LOG, "permissions for " + subject);
        this.tick = Math.min(everyMillis, WHILE_FAILING_MILLIS);
        this.ticksBetweenChecks = everyMillis / tick;
        timer.pausing(tick, this::look);
    }

    /**
     * Checks now. The caller reports the failure.
     *
     * @throws RedisException if a permission is missing, or if the server did not say
     */
    public void check() throws InterruptedException {
        try {
            check.run();
            checked = true;
            missing = null;
        } catch (RedisException e) {
            String failure = ServerFailure.describe(e);
            // Any other error says nothing about permissions.
            if (failure.startsWith("NOPERM")) {
                missing = failure;
            }
            throw e;
        }
    }

    private void look() {
        boolean known = missing != null;
        boolean failing = known || !checked || retryState.reason() != null;
        long ticksNow = failing ? Math.min(ticksBetweenChecks, retryState.delayMillis() / tick) : ticksBetweenChecks;
        if ((besideReader && !checked && !known) || ++ticks < ticksNow) {
            return;
        }
        ticks = 0;
        try {
            check();
            retryState.over();
        } catch (RedisException e) {
            failed(e, known);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Reports what nobody else does, and what it has reported before until it is over. */
    private void failed(RedisException failure, boolean known) {
        boolean foundHere = missing != null && !known;
        if ((foundHere || !besideReader || retryState.reason() != null) && retryState.failed(failure)) {
            timer.detached(() -> listener.accept(failure));
        }
    }

    /** Returns the command that the user may not run, in the words of the server; null if it may run all, or if unknown. */
    public @Nullable String missing() {
        return missing;
    }

    /** Returns in one line why it is not certain that the user may run all commands; null if it is. */
    public @Nullable String trouble() {
        String reason = missing != null ? missing : retryState.reason();
        return reason != null ? reason : checked ? null : "not connected yet";
    }

    public void stop() {
        timer.stop();
    }
}
