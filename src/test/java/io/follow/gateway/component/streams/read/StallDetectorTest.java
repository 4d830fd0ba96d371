package io.follow.gateway.component.streams.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StallDetectorTest {

    private static final List<String> NONE = List.of();

    private long nanos;
    private boolean reading = true;
    private @Nullable String firstInLine = "";
    private StallDetector.Work work = new StallDetector.Work(0, 2, 0, NONE, NONE, 0, false);

    private final StallDetector watch = new StallDetector(
            "jobs in group workers",
            Duration.ofSeconds(30),
            new StallDetector.Sources(
                    () -> nanos,
                    () -> work,
                    () -> reading,
                    () -> firstInLine == null ? null : CompletableFuture.completedFuture(firstInLine)));

    private @Nullable String after(int seconds) {
        long end = nanos + Duration.ofSeconds(seconds).toNanos();
        while (nanos < end) {
            nanos += Duration.ofMillis(StallDetector.EVERY_MILLIS).toNanos();
            watch.run();
        }
        return watch.trouble();
    }

    private StallDetector.Work work(int idle, int parked, List<String> working, List<String> waiting) {
        return new StallDetector.Work(nanos, idle, parked, working, waiting, 0, false);
    }

    @Test
    void seesAJobThatNobodyTakesWhileWorkersAreFree() {
        // given
        firstInLine = "7-0";
        // when, then
        assertThat(after(25)).isNull();
        assertThat(after(5))
                .isEqualTo(
                        "nothing has progressed for 30 s although jobs are waiting: free workers: 2, next in the stream: 7-0");
    }

    @Test
    void seesWorkersThatAllWait() {
        // given
        work = work(0, 3, NONE, List.of("1-0 waits for 5 MiB of memory", "2-0 waits for 9 MiB of memory"));
        // when, then
        assertThat(after(30))
                .isEqualTo("nothing has progressed for 30 s although jobs are waiting: 1-0 waits for 5 MiB of memory, "
                        + "2-0 waits for 9 MiB of memory, jobs waiting for a retry: 3");
    }

    @Test
    void seesAJobThatNobodyTakesWhileOneWorkerIsFreeAndAnotherWorks() {
        // given
        firstInLine = "7-0";
        work = work(1, 0, List.of("1-0"), NONE);
        // when, then
        assertThat(after(30)).contains("1-0 is running, free workers: 1, next in the stream: 7-0");
    }

    @Test
    void seesThatTheOnlyWorkerWhichDoesNotHangWaits() {
        // given
        work = new StallDetector.Work(nanos, 0, 0, NONE, List.of("2-0 waits for 9 MiB of memory"), 1, false);
        // when, then
        assertThat(after(30)).endsWith("2-0 waits for 9 MiB of memory, workers that hang: 1");
    }

    @Test
    void seesAtOnceThatAllWorkersHang() {
        // given
        work = new StallDetector.Work(nanos, 0, 0, NONE, NONE, 2, true);
        // when, then
        assertThat(after(5)).isEqualTo("all workers hang (2), the process must be restarted");
    }

    @Test
    void isQuietWhenNobodyWaits() {
        assertThat(after(300)).isNull();
    }

    @Test
    void isQuietWhileAllWorkersWork() {
        // given
        firstInLine = "7-0";
        work = work(0, 0, List.of("1-0", "2-0"), NONE);
        // when, then
        assertThat(after(300)).isNull();
    }

    @Test
    void isQuietWhileOneWorkerWaitsForWhatAnotherOneUses() {
        // given
        work = work(0, 0, List.of("1-0"), List.of("2-0 waits for 9 MiB of memory"));
        // when, then
        assertThat(after(300)).isNull();
    }

    @Test
    void isQuietWhileTheStreamMoves() {
        // given another consumer takes the entries
        for (int i = 0; i < 20; i++) {
            firstInLine = i + "-0";
            // when, then
            assertThat(after(10)).isNull();
        }
    }

    @Test
    void isQuietWhileReadingIsPausedAndGivesItTimeToGoOn() {
        // given
        firstInLine = "7-0";
        reading = false;
        assertThat(after(300)).isNull();
        // when
        reading = true;
        // then
        assertThat(after(15)).isNull();
        assertThat(after(5)).isNotNull();
    }

    @Test
    void isQuietAgainOnceWorkGoesOn() {
        // given
        firstInLine = "7-0";
        assertThat(after(30)).isNotNull();
        // when
        work = work(1, 0, List.of("7-0"), NONE);
        // then
        assertThat(after(5)).isNull();
        // when that job is over and the next one is not taken
        firstInLine = "8-0";
        assertThat(after(20)).isNull();
        assertThat(after(5)).isNotNull();
    }

    @Test
    void drawsNoConclusionFromAServerThatCannotBeAsked() {
        // given
        firstInLine = null;
        // when, then
        assertThat(after(300)).isNull();
    }
}
