package io.follow.gateway.component.streams.read;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FetchNextGateTest {

    private static final long LONG = 60_000;

    private final FetchNextGate turns = new FetchNextGate(() -> true);

    @Test
    void noWorkerTakesAnEntryBeforeTheReaderLetsIt() {
        assertThat(turns.begin()).isFalse();
        assertThat(turns.isUnderWay()).isFalse();
    }

    @Test
    void anEntryIsUnderWayUntilItsWorkerHasIt() {
        // given
        turns.open(LONG);

        // when
        boolean begun = turns.begin();
        turns.close();

        // then
        assertThat(begun).isTrue();
        assertThat(turns.isUnderWay()).isTrue();
        turns.end(true);
        assertThat(turns.isUnderWay()).isFalse();
        assertThat(turns.takeReplyLost()).isFalse();
    }

    @Test
    void noWorkerTakesAnEntryAfterTheReaderHasClosed() {
        turns.open(LONG);
        turns.close();

        assertThat(turns.begin()).isFalse();
    }

    @Test
    void theTurnOfWhatTheReaderLooksForComesWhenItsTimeIsOver() {
        turns.open(0);

        assertThat(turns.begin()).isFalse();
    }

    @Test
    void noWorkerTakesAnEntryThatIsNotWelcome() {
        FetchNextGate unwelcome = new FetchNextGate(() -> false);
        unwelcome.open(LONG);

        assertThat(unwelcome.begin()).isFalse();
        assertThat(unwelcome.isUnderWay()).isFalse();
    }

    @Test
    void aLostReplyIsToldOnce() {
        // given
        turns.open(LONG);
        turns.begin();

        // when
        turns.end(false);

        // then
        assertThat(turns.takeReplyLost()).isTrue();
        assertThat(turns.takeReplyLost()).isFalse();
    }
}
