package io.follow.gateway.schedule;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/**
 * Spring's scheduler for all periodic tasks. It does not expose Spring's own type, which is also an executor: Spring
 * Boot and Camel would use it to run HTTP calls.
 */
public final class Scheduler implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Scheduler.class);

    private final ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();

    /** A periodic task; an interrupted run is the last one. */
    public interface Task {
        void run() throws InterruptedException;
    }

    /** @param threads maximum number of tasks that run, or block, concurrently */
    public Scheduler(int threads) {
        scheduler.setPoolSize(threads);
        scheduler.setThreadNamePrefix("scheduler-");
        scheduler.setDaemon(true);
        scheduler.initialize();
    }

    /** Runs a task with a fixed delay, first after that delay, whatever the task throws. */
    public void every(Duration pause, Task task) {
        var unused = scheduler.scheduleWithFixedDelay(
                new Repetition(task), scheduler.getClock().instant().plus(pause), pause);
    }

    /** The same threads, for one-time tasks. */
    public ScheduledExecutorService executor() {
        return scheduler.getScheduledExecutor();
    }

    /**
     * Replaces a thread that has ended because there was no memory to wait for the next task. Does nothing, and
     * allocates nothing, while all threads are alive.
     */
    public void replaceEndedThread() {
        scheduler.getScheduledThreadPoolExecutor().prestartCoreThread();
    }

    /** Interrupts running tasks and starts no more. */
    @Override
    public void close() {
        scheduler.shutdown();
    }

    /** Used by one thread at a time; each sees the writes of its predecessor. */
    private static final class Repetition implements Runnable {

        private final Task task;
        private boolean failing;

        Repetition(Task task) {
            this.task = task;
        }

        @Override
        public void run() {
            try {
                task.run();
                failing = false;
            } catch (InterruptedException e) {
                // The gateway is stopping.
                Thread.currentThread().interrupt();
            } catch (Throwable e) {
                // Rethrowing it, even an OutOfMemoryError, would end the repetition.
                failed(e);
            }
        }

        private void failed(Throwable failure) {
            try {
                if (failing) {
                    LOG.debug("a scheduled task failed again", failure);
                } else {
                    LOG.warn("a scheduled task failed and will run again on schedule: {}", failure.toString());
                    LOG.debug("the failure", failure);
                }
            } catch (Throwable e) {
                // Without memory for a log line, nothing can be reported.
                return;
            } finally {
                failing = true;
            }
        }
    }
}
