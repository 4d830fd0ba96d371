package io.follow.gateway.live;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Delayed;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** A scheduler whose time passes when a test says so; tasks run on the thread of the test. */
final class ManualTimer extends AbstractExecutorService implements ScheduledExecutorService {

    private static final class Repeated {

        private final Runnable task;
        private final long every;
        private long due;

        Repeated(Runnable task, long due, long every) {
            this.task = task;
            this.due = due;
            this.every = every;
        }
    }

    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private final List<Repeated> repeated = new ArrayList<>();
    private long now;
    private boolean shutdown;

    long nanoTime() {
        return now;
    }

    /** Runs what waits to be run at once; returns how many tasks that were. */
    int runWaiting() {
        int count = 0;
        for (Runnable task = waiting.poll(); task != null; task = waiting.poll()) {
            task.run();
            count++;
        }
        return count;
    }

    /** Lets time pass, and runs what is due at its end. */
    void advance(Duration duration) {
        now += duration.toNanos();
        runWaiting();
        repeated.stream().filter(each -> each.due <= now).forEach(each -> {
            each.task.run();
            each.due = now + each.every;
        });
    }

    @Override
    public void execute(Runnable task) {
        if (shutdown) {
            throw new RejectedExecutionException("shut down");
        }
        waiting.add(task);
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, long initialDelay, long delay, TimeUnit unit) {
        repeated.add(new Repeated(task, now + unit.toNanos(initialDelay), unit.toNanos(delay)));
        return new NoFuture();
    }

    @Override
    public List<Runnable> shutdownNow() {
        shutdown = true;
        repeated.clear();
        return List.of();
    }

    @Override
    public void shutdown() {
        var unused = shutdownNow();
    }

    @Override
    public boolean isShutdown() {
        return shutdown;
    }

    @Override
    public boolean isTerminated() {
        return shutdown;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return shutdown;
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> task, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, long initialDelay, long period, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    /** Nobody asks for it. */
    private static final class NoFuture extends CompletableFuture<Void> implements ScheduledFuture<Void> {

        @Override
        public long getDelay(TimeUnit unit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int compareTo(Delayed other) {
            throw new UnsupportedOperationException();
        }
    }
}
