package io.follow.gateway.component.streams.read;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * Camel's executor for delayed redeliveries ({@code asyncDelayedRedelivery}). A redelivery that a worker of a stream
 * consumer asks for runs on a worker of that consumer again, so that waiting jobs can never take more workers than there
 * are; any other redelivery runs on threads of this executor, as it would without this component.
 */
public final class RedeliveryScheduler extends ScheduledThreadPoolExecutor {

    /** Camel's own default for this executor. */
    private static final int THREADS = 10;

    public RedeliveryScheduler(ThreadFactory threads) {
        super(THREADS, threads);
        setRemoveOnCancelPolicy(true);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        WorkerSlot place = WorkerSlot.current();
        if (place == null) {
            return super.schedule(command, delay, unit);
        }
        return place.pool().park(place.job(), command, due -> super.schedule(due, delay, unit));
    }
}
