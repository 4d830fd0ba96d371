package io.follow.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.job.JobId;
import io.follow.gateway.job.WireTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ResultSearchTest {

    private static final long START = 1_771_927_200_000L;
    private static final JobId JOB = new JobId(START, 3);

    private final FakeServer server = new FakeServer();
    private final ResultSearch search = new ResultSearch(server);

    private void results(int count, long from) {
        for (int i = 0; i < count; i++) {
            server.addResult(new JobId(from, i).toString(), Fields.processed("other", new JobId(1, i).toString()));
        }
    }

    private void resultAt(long milliseconds) {
        server.addResult(new JobId(milliseconds, 0).toString(), Fields.processed("a", JOB.toString()));
    }

    private static String at(long milliseconds) {
        return WireTime.format(Instant.ofEpochMilli(milliseconds));
    }

    @Test
    void findsAResultAmongOthers() throws Exception {
        results(3, START + 10);
        resultAt(START + 20);
        results(3, START + 30);

        assertThat(search.of(JOB, "")).hasValue(Fields.processed("a", JOB.toString()));
    }

    @Test
    void findsNothingWhereTheResultIsGone() throws Exception {
        results(3, START + 10);

        assertThat(search.of(JOB, at(START + 10))).isEmpty();
    }

    @Test
    void findsTheResultOfAJobThatEndedInTheMillisecondOfItsStart() throws Exception {
        // given: the first result of the millisecond, but the third job
        resultAt(START);

        // when, then
        assertThat(search.of(JOB, at(START))).isPresent();
    }

    @Test
    void beginsWhereTheEndShouldBe() throws Exception {
        // given: thousands of results since the job was added
        results(20 * ResultReader.PAGE, START + 10);
        resultAt(START + 60_000);

        // when, then
        assertThat(search.of(JOB, at(START + 60_000))).isPresent();
        assertThat(server.pagesRead()).isEqualTo(1);
    }

    @Test
    void looksWhereTheJobWasAddedWhenTheClockOfAGatewayIsFast() throws Exception {
        resultAt(START + 20);

        assertThat(search.of(JOB, at(START + 3_600_000))).isPresent();
    }

    @Test
    void readsOnWhereAPageIsFull() throws Exception {
        results(2 * ResultReader.PAGE, START + 10);
        resultAt(START + 20);

        assertThat(search.of(JOB, "no time")).isPresent();
        assertThat(server.pagesRead()).isEqualTo(3);
    }

    @Test
    void givesUpAfterSomeThousandEntries() throws Exception {
        results(20 * ResultReader.PAGE, START + 10);
        resultAt(START + 20);

        assertThat(search.of(JOB, "")).isEmpty();
        assertThat(server.pagesRead()).isEqualTo(20);
    }

    @Test
    void findsTheResultOfAJobWithTheLowestId() throws Exception {
        server.addResult("7-0", Fields.processed("a", "0-1"));

        assertThat(search.of(new JobId(0, 1), "")).isPresent();
    }
}
