package io.follow.gateway.component.streams.read;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * Wraps Camel's executor for delayed redeliveries ({@code asyncDelayedRedelivery}). A redelivery requested by a worker
 * of a stream consumer runs on a worker of that consumer, so that redeliveries never use more workers than there are;
 * all others are passed on to Camel's executor.
 */
public final class RedeliveryScheduler extends AbstractExecutorService implements ScheduledExecutorService {

    private final ScheduledExecutorService camels;

    /**
     * Only times delays; due tasks are queued for a worker. Not Camel's executor, which accepts a limited number of
     * tasks.
     */
    private final ScheduledThreadPoolExecutor clock;

    /**
     * @param camels the executor of the context, which the context shuts down
     * @param threads creates the thread of the timer
     */
    public RedeliveryScheduler(ScheduledExecutorService camels, ThreadFactory threads) {
        this.camels = camels;
        this.clock = new ScheduledThreadPoolExecutor(1, threads);
        clock.setRemoveOnCancelPolicy(true);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        WorkerSlot place = WorkerSlot.current();
        if (place == null) {
            return camels.schedule(command, delay, unit);
        }
        return place.pool().park(place.job(), command, due -> clock.schedule(due, delay, unit));
    }

    /** Ends the delays of stream consumers; other delays continue. */
    public void stop() {
        clock.shutdownNow();
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
        return camels.schedule(callable, delay, unit);
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable command, long initialDelay, long period, TimeUnit unit) {
        return camels.scheduleAtFixedRate(command, initialDelay, period, unit);
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable command, long initialDelay, long delay, TimeUnit unit) {
        return camels.scheduleWithFixedDelay(command, initialDelay, delay, unit);
    }

    @Override
    public void execute(Runnable command) {
        camels.execute(command);
    }

    @Override
    public void shutdown() {
        clock.shutdown();
        camels.shutdown();
    }

    @Override
    public List<Runnable> shutdownNow() {
        List<Runnable> left = clock.shutdownNow();
        left.addAll(camels.shutdownNow());
        return left;
    }

    @Override
    public boolean isShutdown() {
        return camels.isShutdown();
    }

    @Override
    public boolean isTerminated() {
        return clock.isTerminated() && camels.isTerminated();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        return camels.awaitTermination(timeout, unit);
    }
}
