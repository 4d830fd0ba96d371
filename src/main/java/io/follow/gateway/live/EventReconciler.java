package io.follow.gateway.live;

import io.follow.gateway.job.ImageId;
import io.follow.gateway.job.JobId;
import io.lettuce.core.RedisException;
import io.lettuce.core.StreamMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Supplies what published events cannot guarantee: final events, from the result stream, and missed stages, from the
 * status hashes. The read position is guarded by the monitor of this object.
 */
final class EventReconciler {

    private static final Logger LOG = LoggerFactory.getLogger(EventReconciler.class);
    private static final int PAGES_PER_TURN = 20;

    private final Subscriptions subscriptions;
    private final StatusSource statuses;
    private final ResultReader results;
    private final ResultSearch search;
    private final EventFeed feed;
    private final long resyncNanos;
    private final LongSupplier nanoTime;

    /** The last result that was read; null while there are no subscriptions. */
    private @Nullable JobId position;

    /** Set before the feed starts to listen, so that a feed that failed to start is stopped again. */
    private boolean listening;

    private long synced;
    private boolean behind;

    EventReconciler(
            Subscriptions subscriptions,
            StatusSource statuses,
            ResultReader results,
            EventFeed feed,
            Duration resync,
            LongSupplier nanoTime) {
        this.subscriptions = subscriptions;
        this.statuses = statuses;
        this.results = results;
        this.search = new ResultSearch(results);
        this.feed = feed;
        this.resyncNanos = resync.toNanos();
        this.nanoTime = nanoTime;
        this.synced = nanoTime.getAsLong();
    }

    /** Must return before the initial state is read, so that no later change is missed. */
    synchronized void begin() throws InterruptedException {
        listening = true;
        feed.listen();
        if (position == null) {
            position = results.last();
        }
    }

    /**
     * One run: processes the results since the last run and, at the resync interval, compares all hashes. Does not wait
     * for an unavailable server.
     */
    synchronized void turn() {
        if (subscriptions.isEmpty()) {
            rest();
            return;
        }
        JobId from = position;
        if (from == null) {
            return;
        }
        try {
            feed.listen();
            position = tellEnds(from);
            if (behind || nanoTime.getAsLong() - synced >= resyncNanos) {
                resync();
            }
        } catch (RedisException e) {
            behind = true;
            LOG.debug("live status is delayed: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void rest() {
        position = null;
        if (listening) {
            listening = false;
            feed.rest();
        }
    }

    private JobId tellEnds(JobId from) throws InterruptedException {
        JobId last = from;
        for (int i = 0; i < PAGES_PER_TURN; i++) {
            List<StreamMessage<String, String>> page = results.after(last);
            if (page.isEmpty()) {
                return last;
            }
            tellEnds(page);
            last = JobId.parse(page.get(page.size() - 1).getId());
        }
        return last;
    }

    private void tellEnds(List<StreamMessage<String, String>> page) throws InterruptedException {
        Map<ImageId, List<Map<String, String>>> watched = new LinkedHashMap<>();
        for (StreamMessage<String, String> entry : page) {
            String id = entry.getBody().getOrDefault("image_id", "");
            if (ImageId.isUsable(id) && subscriptions.isWatched(new ImageId(id))) {
                watched.computeIfAbsent(new ImageId(id), image -> new ArrayList<>())
                        .add(entry.getBody());
            }
        }
        if (watched.isEmpty()) {
            return;
        }
        Map<ImageId, Map<String, String>> hashes = statuses.read(watched.keySet());
        watched.forEach((image, entries) -> entries.forEach(result -> ImageState.ofResult(result)
                .ifPresent(end -> tell(image, exact(end, hashes.getOrDefault(image, Map.of())), result))));
    }

    /** The hash itself if it still belongs to this final state. */
    private static ImageState exact(ImageState end, Map<String, String> hash) {
        return ImageState.of(hash)
                .filter(state -> state.stage() == end.stage()
                        && state.job() != null
                        && state.job().equals(end.job()))
                .orElse(end);
    }

    private void tell(ImageId image, ImageState state, Map<String, String> result) {
        LiveEvent event = state.stage().isEnd() ? state.asEnding(image, result) : state.asProgress(image);
        subscriptions.of(image).forEach(watch -> watch.tell(image, state, event));
    }

    private void resync() throws InterruptedException {
        JobId last = results.last();
        if (position != null && last.compareTo(position) < 0) {
            // The server has lost its data, or a replica that lags behind was promoted: new ids begin below the
            // position.
            position = last;
        }
        compare(subscriptions.open(), false);
        behind = false;
        synced = nanoTime.getAsLong();
    }

    /**
     * Reads the hashes of images and sends changes to their subscriptions.
     *
     * @param unknown whether to report a missing hash as well
     */
    void compare(Collection<ImageId> images, boolean unknown) throws InterruptedException {
        Map<ImageId, Map<String, String>> hashes = statuses.read(images);
        for (ImageId image : images) {
            Optional<ImageState> state = ImageState.of(hashes.getOrDefault(image, Map.of()));
            if (state.isPresent()) {
                tell(image, state.get(), resultOf(state.get()));
            } else if (unknown) {
                subscriptions.of(image).forEach(watch -> watch.tellUnknown(image));
            }
        }
    }

    private Map<String, String> resultOf(ImageState state) throws InterruptedException {
        if (!state.stage().isEnd() || state.job() == null) {
            return Map.of();
        }
        return search.of(state.job(), state.fields().getOrDefault("updated_at", ""))
                .orElse(Map.of());
    }
}
