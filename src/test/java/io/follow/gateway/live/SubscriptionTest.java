package io.follow.gateway.live;

import static io.follow.gateway.live.Fields.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.follow.gateway.job.ImageId;
import io.follow.gateway.job.Stage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class SubscriptionTest {

    private static final ImageId A = new ImageId("a");
    private static final ImageId B = new ImageId("b");
    private static final List<Stage> STAGES =
            List.of(Stage.VALIDATING, Stage.DECODING, Stage.PROCESSING, Stage.ENCODING, Stage.UPLOADING, Stage.DONE);

    private final RecordingClient client = new RecordingClient();
    private final Subscription subscription = new Subscription(List.of(B, A), client);

    private void tell(ImageId image, ImageState state) {
        LiveEvent event = state.stage().isEnd() ? state.asEnding(image, java.util.Map.of()) : state.asProgress(image);
        subscription.tell(image, state, event);
    }

    @Test
    void keepsTheOrderInWhichImagesWereAskedFor() {
        assertThat(subscription.images()).containsExactly(B, A);
    }

    @Test
    void tellsNewsOnce() {
        tell(A, state("5-0", Stage.DECODING));
        tell(A, state("5-0", Stage.DECODING));

        assertThat(client.told()).containsExactly("image_progress a decoding");
    }

    @Test
    void tellsThatAnImageIsUnknownOnce() {
        subscription.tellUnknown(A);
        subscription.tellUnknown(A);

        assertThat(client.told()).containsExactly("image_unknown a");
    }

    @Test
    void looksAtEachImageByItself() {
        // given
        tell(A, state("7-0", Stage.UPLOADING));

        // when: an older job, of another image
        tell(B, state("5-0", Stage.DECODING));

        // then
        assertThat(client.told()).containsExactly("image_progress a uploading", "image_progress b decoding");
    }

    @Test
    void isOpenForTheImagesThatHaveNotEnded() {
        tell(A, state("5-0", Stage.FAILED));

        assertThat(subscription.open()).containsExactly(B);
    }

    @Test
    void finishesWithTheEndOfTheLastImage() {
        tell(A, state("5-0", Stage.DONE));
        assertThat(client.told()).doesNotContain("finish");

        tell(B, state("6-0", Stage.FAILED));
        assertThat(client.told()).containsExactly("image_processed a done", "image_failed b failed", "finish");
    }

    @Test
    void tellsNothingOnceItHasFinished() {
        // given
        subscription.finish();

        // when
        tell(A, state("5-0", Stage.DONE));
        tell(B, state("6-0", Stage.DONE));
        subscription.tellUnknown(A);
        subscription.heartbeat();
        subscription.finish();

        // then
        assertThat(client.told()).containsExactly("finish");
    }

    @Test
    void refusesAnImageThatItDoesNotWatch() {
        assertThatThrownBy(() -> subscription.tellUnknown(new ImageId("c")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("image c");
    }

    @Test
    void takesStatesFromSeveralThreadsAndTellsThemInOrder() throws Exception {
        // given: each thread has all stages, in an order of its own
        int threads = 8;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            for (int round = 0; round < 200; round++) {
                RecordingClient told = new RecordingClient();
                Subscription shared = new Subscription(List.of(A), told);
                CyclicBarrier start = new CyclicBarrier(threads);
                List<Callable<Void>> tasks = new ArrayList<>();
                for (int i = 0; i < threads; i++) {
                    List<Stage> mixed = new ArrayList<>(STAGES);
                    Collections.rotate(mixed, i);
                    tasks.add(() -> {
                        start.await();
                        mixed.forEach(stage -> shared.tell(
                                A,
                                state("5-0", stage),
                                stage.isEnd()
                                        ? state("5-0", stage).asEnding(A, java.util.Map.of())
                                        : state("5-0", stage).asProgress(A)));
                        return null;
                    });
                }

                // when
                for (Future<Void> done : pool.invokeAll(tasks)) {
                    done.get();
                }

                // then
                List<String> all = STAGES.stream()
                        .map(stage -> (stage.isEnd() ? "image_processed a " : "image_progress a ") + stage.wireName())
                        .toList();
                assertThat(told.told())
                        .endsWith("image_processed a done", "finish")
                        .doesNotHaveDuplicates();
                assertThat(all)
                        .containsSubsequence(told.told().subList(0, told.told().size() - 1));
            }
        } finally {
            pool.shutdownNow();
        }
    }
}
