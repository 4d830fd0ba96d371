package io.follow.gateway.live;

import io.follow.gateway.job.ImageId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The subscriptions of each image. Concurrent maps and sets; each change is atomic for one image. */
final class Subscriptions {

    private final Map<ImageId, Set<Subscription>> byImage = new ConcurrentHashMap<>();
    private final Set<Subscription> all = ConcurrentHashMap.newKeySet();

    void add(Subscription subscription) {
        all.add(subscription);
        subscription
                .images()
                .forEach(image -> byImage.compute(image, (same, watchers) -> {
                    Set<Subscription> set = watchers == null ? ConcurrentHashMap.newKeySet() : watchers;
                    set.add(subscription);
                    return set;
                }));
    }

    void remove(Subscription subscription) {
        subscription
                .images()
                .forEach(image -> byImage.computeIfPresent(image, (same, watchers) -> {
                    watchers.remove(subscription);
                    return watchers.isEmpty() ? null : watchers;
                }));
        all.remove(subscription);
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    Collection<Subscription> all() {
        return List.copyOf(all);
    }

    Collection<Subscription> of(ImageId image) {
        return byImage.getOrDefault(image, Set.of());
    }

    boolean isWatched(ImageId image) {
        return byImage.containsKey(image);
    }

    /** The images with at least one open subscription. */
    List<ImageId> open() {
        return byImage.entrySet().stream()
                .filter(entry -> entry.getValue().stream()
                        .anyMatch(subscription -> subscription.open().contains(entry.getKey())))
                .map(Map.Entry::getKey)
                .toList();
    }
}
