package io.follow.gateway.component.streams.read;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FetchNextGateTest {

    private static final long LONG = 60_000;

    private final FetchNextGate fetchNextGate = new FetchNextGate(() -> true);

    @Test
    void noWorkerTakesAnEntryBeforeTheReaderLetsIt() {
        assertThat(fetchNextGate.begin()).isFalse();
        assertThat(fetchNextGate.isUnderWay()).isFalse();
    }

    @Test
    void anEntryIsUnderWayUntilItsWorkerHasIt() {
        // given
        fetchNextGate.open(LONG);

        // when
        boolean begun = fetchNextGate.begin();
        fetchNextGate.close();

        // then
        assertThat(begun).isTrue();
        assertThat(fetchNextGate.isUnderWay()).isTrue();
        fetchNextGate.end(true);
        assertThat(fetchNextGate.isUnderWay()).isFalse();
        assertThat(fetchNextGate.takeReplyLost()).isFalse();
    }

    @Test
    void noWorkerTakesAnEntryAfterTheReaderHasClosed() {
        fetchNextGate.open(LONG);
        fetchNextGate.close();

        assertThat(fetchNextGate.begin()).isFalse();
    }

    @Test
    void theTurnOfWhatTheReaderLooksForComesWhenItsTimeIsOver() {
        fetchNextGate.open(0);

        assertThat(fetchNextGate.begin()).isFalse();
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
        fetchNextGate.open(LONG);
        fetchNextGate.begin();

        // when
        fetchNextGate.end(false);

        // then
        assertThat(fetchNextGate.takeReplyLost()).isTrue();
        assertThat(fetchNextGate.takeReplyLost()).isFalse();
    }
}
