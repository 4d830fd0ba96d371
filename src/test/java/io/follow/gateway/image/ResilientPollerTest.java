package io.follow.gateway.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.greaterThan;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ResilientPollerTest {

    private final ResilientPoller poller = new ResilientPoller("poller", Duration.ofMillis(5));
    private final AtomicInteger failing = new AtomicInteger();
    private final AtomicInteger sound = new AtomicInteger();

    @AfterEach
    void close() {
        poller.close();
    }

    @Test
    void looksAgainAfterALookThatFailedAndAtTheOthersToo() {
        // given
        poller.add(() -> {
            failing.incrementAndGet();
            throw new OutOfMemoryError("test");
        });
        poller.add(sound::incrementAndGet);
        // when
        poller.start();
        // then
        await().untilAtomic(failing, greaterThan(2));
        await().untilAtomic(sound, greaterThan(2));
    }

    @Test
    void looksNoMoreAtWhatWasRemoved() {
        // given
        Runnable removed = failing::incrementAndGet;
        poller.add(removed);
        poller.add(sound::incrementAndGet);
        poller.start();
        await().untilAtomic(failing, greaterThan(0));
        // when
        poller.remove(removed);
        int before = sound.get();
        await().untilAtomic(sound, greaterThan(before + 1));
        int then = failing.get();
        await().untilAtomic(sound, greaterThan(sound.get() + 2));
        // then
        assertThat(failing).hasValue(then);
    }
}
