package io.follow.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.job.ImageId;
import io.follow.gateway.job.Stage;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class SubscriptionsTest {

    private static final ImageId A = new ImageId("a");
    private static final ImageId B = new ImageId("b");

    private final Subscriptions subscriptions = new Subscriptions();

    private static Subscription to(ImageId... images) {
        return new Subscription(Arrays.asList(images), new RecordingClient());
    }

    private Subscription added(ImageId... images) {
        Subscription subscription = to(images);
        subscriptions.add(subscription);
        return subscription;
    }

    @Test
    void areEmptyAtFirst() {
        assertThat(subscriptions.isEmpty()).isTrue();
        assertThat(subscriptions.isWatched(A)).isFalse();
        assertThat(subscriptions.of(A)).isEmpty();
    }

    @Test
    void areFoundByImage() {
        Subscription both = added(A, B);
        Subscription one = added(A);

        assertThat(subscriptions.of(A)).containsExactlyInAnyOrder(both, one);
        assertThat(subscriptions.of(B)).containsExactly(both);
        assertThat(subscriptions.all()).containsExactlyInAnyOrder(both, one);
    }

    @Test
    void keepAnImageWhileSomebodyElseWatchesIt() {
        // given
        Subscription first = added(A);
        Subscription second = added(A);

        // when
        subscriptions.remove(first);

        // then
        assertThat(subscriptions.of(A)).containsExactly(second);
    }

    @Test
    void forgetAnImageWithItsLastWatcher() {
        // given
        Subscription last = added(A, B);

        // when
        subscriptions.remove(last);

        // then
        assertThat(subscriptions.isEmpty()).isTrue();
        assertThat(subscriptions.isWatched(A)).isFalse();
        assertThat(subscriptions.isWatched(B)).isFalse();
    }

    @Test
    void areRemovedOnceAtMost() {
        // given
        Subscription gone = added(A);
        Subscription staying = added(A);
        subscriptions.remove(gone);

        // when
        subscriptions.remove(gone);

        // then
        assertThat(subscriptions.all()).containsExactly(staying);
    }

    @Test
    void areOpenForAnImageThatOneOfItsWatchersHasNotSeenEnd() {
        // given
        Subscription early = added(A, B);
        added(A);
        ImageState end = Fields.state("5-0", Stage.DONE);

        // when
        early.tell(A, end, end.asEnding(A, Map.of()));
        early.tell(B, end, end.asEnding(B, Map.of()));

        // then
        assertThat(subscriptions.open()).containsExactly(A);
    }

    @Test
    void losesNoWatcherToAnotherOneThatLeaves() throws Exception {
        // given
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < 2_000; round++) {
                Subscription leaving = added(A);
                Subscription coming = to(A);
                CyclicBarrier start = new CyclicBarrier(2);

                // when: the last watcher leaves as the next one comes
                Future<?> left = pool.submit(() -> {
                    start.await();
                    subscriptions.remove(leaving);
                    return null;
                });
                Future<?> came = pool.submit(() -> {
                    start.await();
                    subscriptions.add(coming);
                    return null;
                });
                left.get();
                came.get();

                // then
                assertThat(subscriptions.of(A)).containsExactly(coming);
                assertThat(subscriptions.all()).isEqualTo(List.of(coming));
                subscriptions.remove(coming);
            }
        } finally {
            pool.shutdownNow();
        }
    }
}
