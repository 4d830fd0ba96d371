package io.follow.gateway.live;

import io.follow.gateway.component.streams.client.ValkeyConnections;
import io.follow.gateway.job.ImageId;
import io.follow.gateway.status.StatusReader;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends clients the progress of their images: first the current state, then each change, until all images have ended.
 * One instance serves all clients of the process; while there are none, it sends no commands to the server.
 * Thread-safe.
 */
public final class LiveStatus {

    private static final Logger LOG = LoggerFactory.getLogger(LiveStatus.class);

    private final Subscriptions subscriptions;
    private final EventReconciler eventReconciler;
    private final Executor executor;

    /** Whether an extra read of the results is due; set by a final event, cleared before the read begins. */
    private final AtomicBoolean looking = new AtomicBoolean();

    /**
     * @param results the stream of results
     * @param resync how often the hashes are compared with what has been sent, to recover lost events
     * @param executor reads the results as soon as a final event arrives
     */
    public LiveStatus(
            ValkeyConnections connections,
            StatusReader statuses,
            String results,
            EventFeed feed,
            Duration resync,
            Executor executor) {
        this(statuses::read, new ResultStream(connections, results), feed, resync, executor, System::nanoTime);
    }

    LiveStatus(
            StatusSource statuses,
            ResultReader results,
            EventFeed feed,
            Duration resync,
            Executor executor,
            LongSupplier nanoTime) {
        this.subscriptions = new Subscriptions();
        this.eventReconciler = new EventReconciler(subscriptions, statuses, results, feed, resync, nanoTime);
        this.executor = executor;
    }

    /** Reads new results and recovers lost events. Called periodically. */
    public void turn() {
        eventReconciler.turn();
    }

    /** Sends a heartbeat to each client. Called periodically. */
    public void heartbeat() {
        subscriptions.all().forEach(Subscription::heartbeat);
    }

    /**
     * Opens a subscription. The current state has been sent when this method returns.
     *
     * @throws io.lettuce.core.RedisException if the server is unavailable; no subscription is opened
     */
    public Subscription watch(Collection<ImageId> images, LiveClient client) throws InterruptedException {
        Subscription subscription = new Subscription(images, client);
        // Registered before the state is read, so that no change is missed in between.
        subscriptions.add(subscription);
        boolean begun = false;
        try {
            eventReconciler.begin();
            eventReconciler.compare(subscription.images(), true);
            begun = true;
        } finally {
            if (!begun) {
                subscriptions.remove(subscription);
            }
        }
        return subscription;
    }

    /** Closes a subscription; does nothing if it is closed. */
    public void leave(Subscription subscription) {
        subscriptions.remove(subscription);
    }

    /** Closes all subscriptions, for example at shutdown. */
    public void finishAll() {
        subscriptions.all().forEach(Subscription::finish);
    }

    /** Whether there are no subscriptions, so that events need not be read. */
    public boolean isIdle() {
        return subscriptions.isEmpty();
    }

    /**
     * Accepts an event of the channel: the fields of a status hash, and {@code image_id}. Malformed events are ignored.
     */
    public void changed(Map<String, String> event) {
        String id = event.getOrDefault("image_id", "");
        if (!ImageId.isUsable(id)) {
            return;
        }
        ImageId image = new ImageId(id);
        Collection<Subscription> watching = subscriptions.of(image);
        if (watching.isEmpty()) {
            return;
        }
        ImageState.of(event).ifPresent(state -> {
            if (state.stage().isEnd()) {
                // Its result was added to the stream before the event, and is sent together with it.
                lookSoon();
            } else {
                LiveEvent progress = state.asProgress(image);
                watching.forEach(subscription -> subscription.tell(image, state, progress));
            }
        });
    }

    private void lookSoon() {
        if (looking.compareAndSet(false, true)) {
            try {
                executor.execute(() -> {
                    looking.set(false);
                    turn();
                });
            } catch (RejectedExecutionException e) {
                LOG.debug("a final event is not sent, the gateway is stopping");
            }
        }
    }
}
