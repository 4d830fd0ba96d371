package io.follow.gateway.component.streams.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.testing.CapturedLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TLS: the server does not speak TLS at this port",
                "NOAUTH Authentication required.",
                "WRONGPASS invalid username-password pair",
                "NOPERM this user has no permissions"
            })
    void isLoggedOnceMoreWhenOnlyAnOperatorCanEndIt(String reason) {
        // given
        retryState.failed(new IllegalStateException("Connection refused"));
        retryState.failed(new IllegalStateException("Connection reset"));

        // when
        retryState.failed(new IllegalStateException(reason));
        retryState.failed(new IllegalStateException("Connection refused"));
        retryState.failed(new IllegalStateException(reason));

        // then
        assertThat(log.lines())
                .containsExactly(
                        "WARN settling: Connection refused; retrying until it succeeds",
                        "WARN settling: " + reason + "; retrying until it succeeds");
    }

    @Test
    void isLoggedAgainByTheNextFailure() {
        // given
        retryState.failed(new IllegalStateException("NOPERM"));
        retryState.failed(new IllegalStateException("NOPERM"));
        retryState.over();

        // when
        retryState.failed(new IllegalStateException("Connection refused"));
        retryState.failed(new IllegalStateException("NOPERM"));

        // then
        assertThat(log.lines())
                .filteredOn(line -> line.startsWith("WARN"))
                .containsExactly(
                        "WARN settling: NOPERM; retrying until it succeeds",
                        "WARN settling: Connection refused; retrying until it succeeds",
                        "WARN settling: NOPERM; retrying until it succeeds");
    }
}
