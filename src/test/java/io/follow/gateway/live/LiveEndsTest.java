package io.follow.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.job.JobId;
import io.follow.gateway.job.Stage;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How watchers are told the ends of jobs. */
class LiveEndsTest extends LiveStatusFixture {

    @Test
    void tellsAnEndWithItsResultAsSoonAsItsEventComes() throws Exception {
        // given
        watch("a");
        server.ends("a", "5-0");

        // when
        hears("a", "5-0", Stage.DONE);
        timer.runWaiting();

        // then
        assertThat(client.told()).containsExactly("image_unknown a", "image_processed a done", "finish");
        assertThat(client.lastData()).containsEntry("file_size", "1234").containsEntry("progress", "100");
    }

    @Test
    void readsTheResultsOnceForManyEndsAtOnce() throws Exception {
        // given
        watch("a", "b");
        server.ends("a", "5-0");
        server.ends("b", "6-0");

        // when
        hears("a", "5-0", Stage.DONE);
        hears("b", "6-0", Stage.DONE);

        // then
        assertThat(timer.runWaiting()).isEqualTo(1);
        assertThat(client.told()).endsWith("image_processed a done", "image_processed b done", "finish");
    }

    @Test
    void tellsAnEndWhoseEventWasLost() throws Exception {
        // given
        watch("a");
        server.ends("a", "5-0");

        // when
        timer.advance(LOOK);

        // then
        assertThat(client.told()).endsWith("image_processed a done", "finish");
    }

    @Test
    void tellsAnEndOnceHoweverOftenItIsFound() throws Exception {
        // given: the result is there twice, and its event comes late
        watch("a", "b");
        server.ends("a", "5-0");
        server.ends("a", "5-0");
        client.clear();

        // when
        timer.advance(LOOK);
        hears("a", "5-0", Stage.DONE);
        timer.runWaiting();
        timer.advance(RESYNC);

        // then
        assertThat(client.told()).containsExactly("image_processed a done");
    }

    @Test
    void aLateEventDoesNotFollowTheEnd() throws Exception {
        // given
        watch("a", "b");
        server.ends("a", "5-0");
        timer.advance(LOOK);
        client.clear();

        // when
        hears("a", "5-0", Stage.UPLOADING);
        hears("a", "6-0", Stage.VALIDATING);

        // then
        assertThat(client.told()).isEmpty();
    }

    @Test
    void theEndOfAnOlderJobDoesNotEndANewerOne() throws Exception {
        // given
        watch("a");
        hears("a", "6-0", Stage.VALIDATING);
        client.clear();

        // when
        server.addResult("1000-0", Fields.processed("a", "5-0"));
        timer.advance(LOOK);
        hears("a", "6-0", Stage.DECODING);

        // then
        assertThat(client.told()).containsExactly("image_progress a decoding");
    }

    @Test
    void tellsAnEndByItsResultWhereANewerJobHasTheHashAlready() throws Exception {
        // given
        watch("a");
        client.clear();
        server.addResult("1000-0", Fields.failed("a", "5-0"));
        server.reaches("a", "6-0", Stage.VALIDATING);

        // when
        timer.advance(LOOK);

        // then
        assertThat(client.told()).containsExactly("image_failed a failed", "finish");
        assertThat(client.lastData())
                .containsEntry("job_id", "5-0")
                .containsEntry("error_code", "DECODE_FAILED")
                .containsEntry("error", "pixels are missing");
    }

    @Test
    void passesOverResultsThatSayNothing() throws Exception {
        // given
        watch("a");
        client.clear();

        // when
        server.addResult("1000-0", Map.of("image_id", "a", "status", "processed"));
        server.addResult("1001-0", Map.of("status", "processed", "job_id", "5-0"));
        server.addResult("1002-0", Fields.processed("../a", "5-0"));
        server.addResult("1003-0", Fields.processed("nobody-watches", "5-0"));
        timer.advance(LOOK);

        // then
        assertThat(client.told()).isEmpty();
    }

    @Test
    void readsManyResultsInPagesAndTheRestInTheNextTurn() throws Exception {
        // given: more results than one turn reads, the watched one last
        watch("a");
        for (int i = 0; i < 20 * ResultReader.PAGE; i++) {
            server.addResult(new JobId(1_000, i).toString(), Fields.processed("other", new JobId(1, i).toString()));
        }
        server.addResult("2000-0", Fields.processed("a", "5-0"));
        client.clear();

        // when
        timer.advance(LOOK);
        assertThat(client.told()).isEmpty();
        timer.advance(LOOK);

        // then
        assertThat(client.told()).containsExactly("image_processed a done", "finish");
    }
}
