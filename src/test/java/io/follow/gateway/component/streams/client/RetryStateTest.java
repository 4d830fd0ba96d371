package io.follow.gateway.component.streams.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.testing.LogLines;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class RetryStateTest {

    private final LogLines log = LogLines.of(RetryStateTest.class);
    private final RetryState outage = new RetryState(LoggerFactory.getLogger(RetryStateTest.class), "settling");

    @AfterEach
    void detach() {
        log.close();
    }

    @Test
    void lastsUntilItWorksAgain() {
        outage.failed(new IllegalStateException("no connection"));
        assertThat(outage.reason()).isEqualTo("no connection");

        outage.over();
        assertThat(outage.reason()).isNull();
    }

    @Test
    void isUnknownWhenOneGaveUpAndNotSaidAgainByTheNext() {
        // given
        outage.struggles();
        outage.failed(new IllegalStateException("no connection"));

        // when
        outage.givenUp();

        // then
        assertThat(outage.reason()).isNull();
        outage.failed(new IllegalStateException("no connection"));
        outage.over();
        assertThat(log.lines())
                .containsExactly(
                        "WARN settling: no connection; trying again until it works",
                        "INFO settling: works again after 0 s and 2 attempts");
    }

    @Test
    void isNotOverWhileOneStrugglesAndOthersGetThrough() {
        // given
        outage.struggles();
        outage.failed(new IllegalStateException("WRONGTYPE"));

        // when
        outage.over();
        outage.over();

        // then
        assertThat(outage.reason()).isEqualTo("WRONGTYPE");
        assertThat(log.lines()).hasSize(1);

        // when
        outage.gotThrough();

        // then
        assertThat(outage.reason()).isNull();
        assertThat(log.lines()).last().asString().startsWith("INFO settling: works again");
    }
}
