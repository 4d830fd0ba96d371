package io.follow.gateway.startup;

import java.time.Duration;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;

/** Waits for the moment from which on {@code /health/ready} says yes: the program has started a little before it. */
public final class ReadinessWaiter {

    private static final Duration LOOK_EVERY = Duration.ofMillis(50);

    private final CamelContext camel;

    public ReadinessWaiter(CamelContext camel) {
        this.camel = camel;
    }

    /** Calls on a thread of its own, once everything is ready; never when the program ends before. */
    public void onReady(Runnable told) {
        Thread watch = new Thread(
                () -> {
                    if (awaitReady()) {
                        told.run();
                    }
                },
                "ready-watch");
        watch.setDaemon(true);
        watch.start();
    }

    private boolean awaitReady() {
        try {
            while (!isReady()) {
                if (camel.isStopping() || camel.isStopped()) {
                    return false;
                }
                Thread.sleep(LOOK_EVERY.toMillis());
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean isReady() {
        return camel.isStarted()
                && HealthCheckHelper.invokeReadiness(camel).stream()
                        .allMatch(result -> result.getState() == HealthCheck.State.UP);
    }
}
