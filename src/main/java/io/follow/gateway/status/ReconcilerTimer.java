package io.follow.gateway.status;

import io.follow.gateway.component.streams.client.ValkeyConnections;
import io.lettuce.core.SetArgs;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reconciles the status hashes from time to time; of all gateways on one server, one at a time does it. */
public final class ReconcilerTimer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ReconcilerTimer.class);

    private final ValkeyConnections connections;
    private final StatusReconciler reconciler;
    private final String turnKey;
    private final Duration interval;
    private final ScheduledExecutorService timer;
    private final ScheduledFuture<?> runs;

    /** @param turnKey who sets it ({@code SET NX PX}) has the turn for one interval */
    public ReconcilerTimer(
            ValkeyConnections connections, StatusReconciler reconciler, String turnKey, Duration interval) {
        this.connections = connections;
        this.reconciler = reconciler;
        this.turnKey = turnKey;
        this.interval = interval;
        this.timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "status-reconciler");
            thread.setDaemon(true);
            return thread;
        });
        this.runs = timer.scheduleWithFixedDelay(
                this::run, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The key by which gateways that work on a stream of jobs take turns; has the stream's hash tag. */
    public static String turnKey(String process) {
        return process + ":reconciler";
    }

    private void run() {
        try {
            SetArgs once = SetArgs.Builder.nx().px(interval);
            if ("OK".equals(connections.call(server -> server.set(turnKey, "taken", once)))) {
                reconciler.reconcile();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            // The reader says once that the server is away; the next turn comes by itself.
            LOG.debug("status hashes not reconciled", e);
        }
    }

    @Override
    public void close() {
        runs.cancel(false);
        timer.shutdownNow();
    }
}
