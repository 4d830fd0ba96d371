package io.follow.gateway.component.streams.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.follow.gateway.testing.CapturedLog;
import io.lettuce.core.RedisCommandExecutionException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PermissionWatchTest {

    private static final long PERIOD_MILLIS = 10;
    private static final long HANG_NANOS = TimeUnit.MILLISECONDS.toNanos(10 * PERIOD_MILLIS);

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final List<Long> begins = new CopyOnWriteArrayList<>();
    private final List<Long> ends = new CopyOnWriteArrayList<>();

    @BeforeEach
    void start() {
        camel.start();
    }

    @AfterEach
    void stop() {
        camel.stop();
    }

    private PermissionWatch watch(ReaderLimits.ServerCheck check, Consumer<Throwable> listener) {
        ConsumerTimer timer = new ConsumerTimer(camel.getExecutorServiceManager(), this, "jobs", "permissions");
        return new PermissionWatch(timer, "jobs", check, PERIOD_MILLIS, false, listener);
    }

    private void hangAtFirst() {
        long begin = System.nanoTime();
        while (begins.isEmpty() && System.nanoTime() - begin < HANG_NANOS) {
            Thread.onSpinWait();
        }
        begins.add(begin);
        ends.add(System.nanoTime());
    }

    @Test
    void pausesBetweenChecksAfterOneHasHungForManyPeriods() {
        // when
        PermissionWatch watch = watch(this::hangAtFirst, failure -> {});
        await().until(() -> ends.size() >= 4);
        watch.stop();

        // then
        for (int i = 1; i < 4; i++) {
            assertThat(begins.get(i) - ends.get(i - 1)).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(PERIOD_MILLIS) / 2);
        }
    }

    @Test
    void aListenerThatFailsIsReportedInOneLineAndTheChecksGoOn() {
        try (CapturedLog log = CapturedLog.of(ConsumerTimer.class)) {
            // when
            PermissionWatch watch = watch(
                    () -> {
                        begins.add(System.nanoTime());
                        throw new RedisCommandExecutionException("NOPERM this user may not XADD jobs");
                    },
                    failure -> {
                        throw new IllegalStateException("no route to the handler");
                    });

            // then
            await().until(() -> begins.size() >= 3 && !log.lines().isEmpty());
            watch.stop();
            assertThat(log.lines()).containsExactly("WARN jobs: the exception handler failed: no route to the handler");
        }
    }
}
