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
 * Tells what events alone do not: the ends, from the stream of results, and what was missed, from the hashes. Where
 * reading the results stands is guarded by the monitor of this object.
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

    /** The last result that was read; null while nobody watches. */
    private @Nullable JobId position;

    /** Set before the feed is asked to listen, so that it rests again after a start that failed halfway. */
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

    /** Must have returned before a state is read that later changes are to follow. */
    synchronized void begin() throws InterruptedException {
        listening = true;
        feed.listen();
        if (position == null) {
            position = results.last();
        }
    }

    /** One turn: ends since the last one, and now and then everything. Does not wait for a server that is away. */
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
            LOG.debug("live status falls behind: {}", e.getMessage());
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

    /** The hash itself where it still is that of this end. */
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
            // The server has lost its data, or an older copy took over: new ids begin below the position.
            position = last;
        }
        compare(subscriptions.open(), false);
        behind = false;
        synced = nanoTime.getAsLong();
    }

    /**
     * Reads the hashes of images and tells their watchers what is news.
     *
     * @param unknown whether it is told too that there is no hash
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
