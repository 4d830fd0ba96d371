package io.follow.gateway.component.streams;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class OutageTest {

    private final Outage outage = new Outage(LoggerFactory.getLogger(OutageTest.class), "settling");

    @Test
    void lastsUntilItWorksAgain() {
        outage.failed(new IllegalStateException("no connection"));
        assertThat(outage.reason()).isEqualTo("no connection");

        outage.over();
        assertThat(outage.reason()).isNull();
    }

    @Test
    void isForgottenWhenNobodyTriesAnyMore() {
        outage.failed(new IllegalStateException("no connection"));

        outage.givenUp();

        assertThat(outage.reason()).isNull();
        assertThat(outage.delayMillis()).isEqualTo(100);
    }
}
