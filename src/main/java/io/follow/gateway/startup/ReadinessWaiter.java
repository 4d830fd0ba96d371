package io.follow.gateway.startup;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;

/** Waits for the moment from which on {@code /health/ready} says yes: the program has started a little before it. */
public final class ReadinessWaiter {

    private static final long LOOK_EVERY_MILLIS = 50;

    private final CamelContext camel;
    private final ScheduledExecutorService scheduler;

    public ReadinessWaiter(CamelContext camel, ScheduledExecutorService scheduler) {
        this.camel = camel;
        this.scheduler = scheduler;
    }

    /** Calls on a thread of the scheduler, once everything is ready; never when the program ends before. */
    public void onReady(Runnable told) {
        var unused = scheduler.schedule(
                () -> {
                    if (isReady()) {
                        told.run();
                    } else if (!camel.isStopping() && !camel.isStopped()) {
                        onReady(told);
                    }
                },
                LOOK_EVERY_MILLIS,
                TimeUnit.MILLISECONDS);
    }

    private boolean isReady() {
        return camel.isStarted()
                && !camel.getRouteController().isStartingRoutes()
                && HealthCheckHelper.invokeReadiness(camel).stream()
                        .allMatch(result -> result.getState() == HealthCheck.State.UP);
    }
}
