package io.follow.gateway.component.streams.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.testing.CapturedLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class RetryStateTest {

    private final CapturedLog log = CapturedLog.of(RetryStateTest.class);
    private final RetryState retryState = new RetryState(LoggerFactory.getLogger(RetryStateTest.class), "settling");

    @AfterEach
    void detach() {
        log.close();
    }

    @Test
    void lastsUntilItWorksAgain() {
        retryState.failed(new IllegalStateException("no connection"));
        assertThat(retryState.reason()).isEqualTo("no connection");

        retryState.over();
        assertThat(retryState.reason()).isNull();
    }

    @Test
    void isUnknownWhenOneGaveUpAndNotSaidAgainByTheNext() {
        // given
        retryState.struggles();
        retryState.failed(new IllegalStateException("no connection"));

        // when
        retryState.givenUp();

        // then
        assertThat(retryState.reason()).isNull();
        retryState.failed(new IllegalStateException("no connection"));
        retryState.over();
        assertThat(log.lines())
                .containsExactly(
                        "WARN settling: no connection; retrying until it succeeds",
                        "INFO settling: recovered after 0 s and 2 attempts");
    }

    @Test
    void isNotOverWhileOneStrugglesAndOthersGetThrough() {
        // given
        retryState.struggles();
        retryState.failed(new IllegalStateException("WRONGTYPE"));

        // when
        retryState.over();
        retryState.over();

        // then
        assertThat(retryState.reason()).isEqualTo("WRONGTYPE");
        assertThat(log.lines()).hasSize(1);

        // when
        retryState.gotThrough();

        // then
        assertThat(retryState.reason()).isNull();
        assertThat(log.lines()).last().asString().startsWith("INFO settling: recovered");
    }
}
