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
 * Tells watchers what happens to their images: first the state of the moment, then each change, until all have ended. One
 * of it serves all watchers of the process; while nobody watches, it asks nothing of the server. Safe for use by several
 * threads.
 */
public final class LiveStatus {

    private static final Logger LOG = LoggerFactory.getLogger(LiveStatus.class);

    private final Subscriptions subscriptions;
    private final EventReconciler eventReconciler;
    private final Executor executor;

    /** Whether an extra look at the results is due; set by whoever hears of an end, cleared before the look begins. */
    private final AtomicBoolean looking = new AtomicBoolean();

    /**
     * @param results the stream of results
     * @param resync how often the hashes are compared with what was told, which makes up for lost events
     * @param executor looks at the results as soon as an end is heard of
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

    /** Reads new results, and makes up for lost events. To be called from time to time. */
    public void turn() {
        eventReconciler.turn();
    }

    /** Sends a sign of life to each watcher. To be called from time to time. */
    public void heartbeat() {
        subscriptions.all().forEach(Subscription::heartbeat);
    }

    /**
     * Begins a watch. The state of the moment has been told when this returns.
     *
     * @throws io.lettuce.core.RedisException when the server cannot be reached; then nothing is watched
     */
    public Subscription watch(Collection<ImageId> images, LiveClient client) throws InterruptedException {
        Subscription subscription = new Subscription(images, client);
        // Registered before the state is read, so that no change falls between the two.
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

    /** Ends a watch; does nothing when it has ended. */
    public void leave(Subscription subscription) {
        subscriptions.remove(subscription);
    }

    /** Ends every watch, as when the program stops. */
    public void finishAll() {
        subscriptions.all().forEach(Subscription::finish);
    }

    /** Whether nobody watches, so that events need not be read. */
    public boolean isIdle() {
        return subscriptions.isEmpty();
    }

    /** Takes an event of the channel: the fields of a status hash, and {@code image_id}. What is malformed is passed over. */
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
                // Its result is in the stream since before the event, and is told together with it.
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
                LOG.debug("an end is not told, the program stops");
            }
        }
    }
}
