package io.follow.gateway.steps.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.follow.gateway.image.TestEngines;
import io.follow.gateway.image.TestImages;
import io.follow.gateway.image.operation.WatermarkImage;
import io.follow.gateway.job.ErrorCode;
import io.follow.gateway.job.JobException;
import io.follow.gateway.job.StorageKey;
import io.follow.gateway.storage.Stores;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatermarkCacheTest {

    @TempDir
    Path folder;

    private final Stores stores = new Stores();
    private final AtomicLong clock = new AtomicLong();
    private final WatermarkCache cache = new WatermarkCache(clock::get);
    private final AtomicInteger decoded = new AtomicInteger();

    @AfterEach
    void close() {
        stores.close();
    }

    private WatermarkObject object(String key) {
        return new WatermarkObject(List.of(TestEngines.JAVA), stores.open(folder.toString()), new StorageKey(key));
    }

    private WatermarkObject put(String key) throws IOException {
        Files.write(
                folder.resolve(key), TestImages.png(TestImages.plain(20, 10, BufferedImage.TYPE_INT_ARGB, 0xFF000000)));
        return object(key);
    }

    private static WatermarkImage blank(int width, int height) {
        return new WatermarkImage(new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB_PRE));
    }

    /** The pixels of a mark of this size, without decoding anything. */
    private WatermarkImage get(WatermarkObject object, int width, int height) throws Exception {
        return cache.get(object, file -> {
            decoded.incrementAndGet();
            return blank(width, height);
        });
    }

    @Test
    void decodesAMarkOnceUntilItsFileChanges() throws Exception {
        // given
        WatermarkObject logo = put("logo");
        WatermarkImage first = get(logo, 10, 10);

        // when: read again, and the same
        clock.addAndGet(WatermarkCache.TRUSTED.toNanos());
        WatermarkImage second = get(logo, 10, 10);

        // then
        assertThat(second).isSameAs(first);
        assertThat(decoded).hasValue(1);

        // when
        Files.write(folder.resolve("logo"), TestImages.png(new BufferedImage(5, 5, BufferedImage.TYPE_INT_RGB)));
        clock.addAndGet(WatermarkCache.TRUSTED.toNanos());
        get(logo, 10, 10);

        // then
        assertThat(decoded).hasValue(2);
    }

    @Test
    void keepsTheMarksUsedLastWithinItsBytes() throws Exception {
        // given: each has a quarter of the bytes and its file besides
        for (String key : List.of("a", "b", "c")) {
            get(put(key), 1000, 1000);
        }
        get(object("a"), 1000, 1000);

        // when
        get(put("d"), 1000, 1000);

        // then
        assertThat(cache.bytes()).isBetween(WatermarkCache.MAX_BYTES / 2, WatermarkCache.MAX_BYTES);
        assertThat(decoded).hasValue(4);
        get(object("a"), 1000, 1000);
        assertThat(decoded).hasValue(4);
        get(object("b"), 1000, 1000);
        assertThat(decoded).hasValue(5);
    }

    @Test
    void remembersNothingOfAMarkThatIsMissing() {
        for (int i = 0; i < 3; i++) {
            String key = "missing-" + i;
            assertThatExceptionOfType(JobException.class)
                    .isThrownBy(() -> get(object(key), 1, 1))
                    .satisfies(e -> assertThat(e.getCode()).isEqualTo(ErrorCode.STORAGE_READ_FAILED));
        }
        assertThat(cache.entries()).isZero();
    }

    @Test
    void jobsThatNeedTheSameMarkWaitForOneOfThem() throws Exception {
        // given
        WatermarkObject logo = put("logo");
        CountDownLatch decoding = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        ExecutorService jobs = Executors.newFixedThreadPool(2);
        try {
            Future<WatermarkImage> first = jobs.submit(() -> cache.get(logo, file -> {
                decoding.countDown();
                goOn.await();
                return blank(1, 1);
            }));
            assertThat(decoding.await(10, TimeUnit.SECONDS)).isTrue();

            // when
            Future<WatermarkImage> second = jobs.submit(() -> get(logo, 2, 2));
            goOn.countDown();

            // then
            assertThat(second.get(10, TimeUnit.SECONDS)).isSameAs(first.get(10, TimeUnit.SECONDS));
            assertThat(decoded).hasValue(0);
        } finally {
            jobs.shutdownNow();
        }
    }
}
