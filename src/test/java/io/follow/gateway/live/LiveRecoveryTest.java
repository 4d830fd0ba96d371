package io.follow.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.follow.gateway.job.Stage;
import org.junit.jupiter.api.Test;

/** How live status makes up for lost events, outages and lost data. */
class LiveRecoveryTest extends LiveStatusFixture {

    @Test
    void comparesWithTheHashesNowAndThen() throws Exception {
        // given: an event was lost
        watch("a");
        client.clear();
        server.reaches("a", "5-0", Stage.ENCODING);

        // when
        timer.advance(LOOK);
        assertThat(client.told()).isEmpty();
        timer.advance(RESYNC);

        // then
        assertThat(client.told()).containsExactly("image_progress a encoding");
    }

    @Test
    void makesUpForAnOutageInTheFirstTurnAfterIt() throws Exception {
        // given
        watch("a", "b");
        client.clear();
        server.goAway();
        timer.advance(LOOK);
        server.ends("a", "5-0");
        server.reaches("b", "6-0", Stage.ENCODING);
        timer.advance(LOOK);
        assertThat(client.told()).isEmpty();

        // when
        server.comeBack();
        timer.advance(LOOK);

        // then
        assertThat(client.told()).containsExactly("image_processed a done", "image_progress b encoding");
    }

    @Test
    void listensAgainAfterAnOutage() throws Exception {
        // given: the client's subscription broke with the server
        watch("a");
        server.rest();

        // when
        timer.advance(LOOK);

        // then
        assertThat(server.isListenedTo()).isTrue();
    }

    @Test
    void readsResultsFromTheNewStartWhenTheServerHasLostItsData() throws Exception {
        // given
        server.addResult("9000-0", Fields.processed("other", "4-0"));
        watch("a");
        client.clear();
        server.losesItsData();
        timer.advance(RESYNC);

        // when: ids begin below those of before
        server.ends("a", "5-0");
        timer.advance(LOOK);

        // then
        assertThat(client.told()).containsExactly("image_processed a done", "finish");
    }

    @Test
    void doesNotTellThatAKnownImageHasBecomeUnknown() throws Exception {
        // given
        server.reaches("a", "5-0", Stage.DECODING);
        watch("a");
        client.clear();

        // when
        server.forgetHash("a");
        timer.advance(RESYNC);

        // then
        assertThat(client.told()).isEmpty();
    }

    @Test
    void goesOnAfterATurnThatFailed() throws Exception {
        // given
        watch("a");
        client.clear();
        server.ends("a", "5-0");
        server.afterNextHashesRead(() -> {
            throw new IllegalStateException("a defect");
        });
        assertThatThrownBy(live::turn).hasMessage("a defect");
        assertThat(client.told()).isEmpty();

        // when
        timer.advance(LOOK);

        // then
        assertThat(client.told()).containsExactly("image_processed a done", "finish");
    }
}
