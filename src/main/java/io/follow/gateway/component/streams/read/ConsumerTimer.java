package io.follow.gateway.component.streams.read;

import io.follow.gateway.component.streams.client.RetryState;
import io.follow.gateway.component.streams.client.ServerFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.spi.ExecutorServiceManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the periodic tasks of a consumer on one thread. A failed task runs again on schedule. Used only by the thread
 * that starts or stops the consumer.
 */
public final class ConsumerTimer {

    private static final Logger LOG = LoggerFactory.getLogger(ConsumerTimer.class);

    private final ExecutorServiceManager executors;
    private final ScheduledExecutorService thread;
    private final String subject;
    private final List<ScheduledFuture<?>> tasks = new ArrayList<>();

    /**
     * @param subject its name in log lines
     * @param name the name of its thread
     */
    public ConsumerTimer(ExecutorServiceManager executors, Object source, String subject, String name) {
        this.executors = executors;
        this.thread = executors.newSingleThreadScheduledExecutor(source, name);
        this.subject = subject;
    }

    /** Runs a task, which must not block, after {@code millis} and then every {@code millis}. */
    public void every(long millis, Runnable task) {
        tasks.add(thread.scheduleAtFixedRate(enduring(task), millis, millis, TimeUnit.MILLISECONDS));
    }

    /** Runs a task, which may block, {@code millis} after the start and after each of its ends. */
    void pausing(long millis, Runnable task) {
        tasks.add(thread.scheduleWithFixedDelay(enduring(task), millis, millis, TimeUnit.MILLISECONDS));
    }

    /** Runs something that may block for long on a thread of its own, which reports its failure in one line. */
    void detached(Runnable action) {
        executors
                .newThread(subject + ": listener", () -> {
                    try {
                        action.run();
                    } catch (Throwable e) {
                        LOG.warn("{}: the exception handler failed: {}", subject, ServerFailure.describe(e));
                    }
                })
                .start();
    }

    private Runnable enduring(Runnable task) {
        RetryState retryState = new RetryState(LOG, subject);
        return () -> {
            try {
                task.run();
                retryState.over();
            } catch (Throwable e) {
                // A timer task ends with the first exception; this one must survive even an OutOfMemoryError.
                retryState.failed(e);
            }
        };
    }

    public void stop() {
        tasks.forEach(task -> task.cancel(false));
        executors.shutdownNow(thread);
    }
}
