package io.follow.gateway.live;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** A scheduler whose time passes when a test says so; tasks run on the thread of the test. */
final class ManualTimer implements Executor {

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

    /** Runs a task time and again, for the first time after the interval. */
    void every(Duration interval, Runnable task) {
        repeated.add(new Repeated(task, now + interval.toNanos(), interval.toNanos()));
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

    /** Rejects tasks from now on. */
    void shutdown() {
        shutdown = true;
        repeated.clear();
    }

    @Override
    public void execute(Runnable task) {
        if (shutdown) {
            throw new RejectedExecutionException("shut down");
        }
        waiting.add(task);
    }
}
