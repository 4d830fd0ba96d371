package io.follow.gateway.operator;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes a sample of the streams once in each interval. */
public final class SampleTimer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SampleTimer.class);

    private final Samples samples;
    private final ScheduledExecutorService timer;

    public SampleTimer(Samples samples) {
        this.samples = samples;
        this.timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "samples");
            thread.setDaemon(true);
            return thread;
        });
        long interval = Samples.INTERVAL.toMillis();
        var unused = timer.scheduleAtFixedRate(this::run, interval, interval, TimeUnit.MILLISECONDS);
    }

    private void run() {
        try {
            samples.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            // Thrown further, it would end the timer.
            LOG.warn("no sample of the streams was taken", e);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
