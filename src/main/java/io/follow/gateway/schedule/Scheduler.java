package io.follow.gateway.schedule;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/**
 * Spring's scheduler for everything that is done from time to time. It is no bean of Spring's own type, which is an executor
 * too: Spring Boot and Camel would take it for the one that runs HTTP calls.
 */
public final class Scheduler implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Scheduler.class);

    private final ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();

    /** What is done again and again; a run that is interrupted is the last. */
    public interface Task {
        void run() throws InterruptedException;
    }

    /** @param threads how many tasks may run, or wait, at the same time */
    public Scheduler(int threads) {
        scheduler.setPoolSize(threads);
        scheduler.setThreadNamePrefix("scheduler-");
        scheduler.setDaemon(true);
        scheduler.initialize();
    }

    /** Runs a task first after the pause, and then so long after each of its ends, whatever it throws. */
    public void every(Duration pause, Task task) {
        var unused = scheduler.scheduleWithFixedDelay(
                new Repetition(task), scheduler.getClock().instant().plus(pause), pause);
    }

    /** The same threads, for what is done once. */
    public ScheduledExecutorService executor() {
        return scheduler.getScheduledExecutor();
    }

    /**
     * Replaces a thread that has ended because there was no memory to wait for the next task with. Does nothing, and needs no
     * memory, while all are there.
     */
    public void replaceEndedThread() {
        scheduler.getScheduledThreadPoolExecutor().prestartCoreThread();
    }

    /** Interrupts what runs and begins nothing more. */
    @Override
    public void close() {
        scheduler.shutdown();
    }

    /** Used by one thread at a time, each of which sees what the one before has written. */
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
                // The program ends.
                Thread.currentThread().interrupt();
            } catch (Throwable e) {
                // Thrown further, it would end the repetition, be it for want of memory.
                failed(e);
            }
        }

        private void failed(Throwable failure) {
            try {
                if (failing) {
                    LOG.debug("a scheduled task failed again", failure);
                } else {
                    LOG.warn("a scheduled task failed, it runs again at its next time: {}", failure.toString());
                    LOG.debug("it failed by", failure);
                }
            } catch (Throwable e) {
                // Without the memory for a line of the log nothing can be told.
                return;
            } finally {
                failing = true;
            }
        }
    }
}
