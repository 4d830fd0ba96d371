package io.follow.gateway.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LastSuccessTest {

    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5);
    private final LastSuccess success = new LastSuccess(Duration.ofNanos(10), clock::get);

    @Test
    void isTrustedForAWhile() {
        assertThat(success.isRecent()).isFalse();
        success.worked();
        clock.addAndGet(9);
        assertThat(success.isRecent()).isTrue();
        clock.incrementAndGet();
        assertThat(success.isRecent()).isFalse();
    }

    @Test
    void endsWithAFailure() {
        success.worked();
        success.failed();
        assertThat(success.isRecent()).isFalse();
    }
}
