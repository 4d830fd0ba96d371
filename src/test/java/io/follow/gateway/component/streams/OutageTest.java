package io.follow.gateway.component.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.testing.LogLines;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class OutageTest {

    private final LogLines log = LogLines.of(OutageTest.class);
    private final Outage outage = new Outage(LoggerFactory.getLogger(OutageTest.class), "settling");

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
}
