package io.follow.gateway.component.streams.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.component.streams.entry.Deliveries;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkerPoolTest {

    private final CamelContext camel = new DefaultCamelContext();
    private final CompletableFuture<InFlight.Job> escaped = new CompletableFuture<>();
    private final CompletableFuture<InFlight.Job> abandoned = new CompletableFuture<>();
    private final CompletableFuture<Void> release = new CompletableFuture<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(1);
    private final WorkerPool pool = new WorkerPool(
            threads,
            1,
            new FetchNextGate(() -> false),
            new NoConsumer((job, failure) -> escaped.complete(job), (job, failure) -> abandoned.complete(job)));

    @AfterEach
    void stop() {
        release.complete(null);
        threads.shutdownNow();
    }

    @Test
    void givesBackAJobWhoseTaskThrows() throws Exception {
        // given
        InFlight.Job job = job("1-0");
        // when
        pool.execute(job, () -> {
            throw new IllegalStateException("escaped");
        });
        // then
        assertThat(escaped.get(10, TimeUnit.SECONDS)).isSameAs(job);
        assertThat(pool.awaitFree(10_000)).isEqualTo(1);
    }

    @Test
    void countsAWorkerAsLostFromWhenItsJobIsAbandonedUntilItComesBack() throws Exception {
        // given a worker that hangs in its job
        InFlight.Job hanging = job("1-0");
        CompletableFuture<WorkerSlot> slot = new CompletableFuture<>();
        pool.execute(hanging, () -> {
            slot.complete(Objects.requireNonNull(WorkerSlot.current()));
            release.join();
        });
        WorkerSlot lost = slot.get(10, TimeUnit.SECONDS);
        assertThat(pool.work().working()).containsExactly("1-0");
        // when
        lost.abandonJob(new IllegalStateException("hangs"));
        // then
        assertThat(abandoned).isCompletedWithValue(hanging);
        assertThat(pool.work())
                .extracting(
                        StallDetector.Work::idle,
                        StallDetector.Work::working,
                        StallDetector.Work::lost,
                        StallDetector.Work::allLost)
                .containsExactly(0, List.of(), 1, true);
        // when it comes back
        release.complete(null);
        // then
        assertThat(pool.awaitFree(10_000)).isEqualTo(1);
        assertThat(pool.work().lost()).isZero();
        assertThat(escaped).isNotDone();
    }

    @Test
    void abandonsNoJobThatIsSettled() throws Exception {
        // given
        InFlight.Job settled = job("1-0");
        CompletableFuture<Boolean> before = new CompletableFuture<>();
        CompletableFuture<Boolean> after = new CompletableFuture<>();
        // when
        pool.execute(settled, () -> {
            WorkerSlot slot = Objects.requireNonNull(WorkerSlot.current());
            before.complete(slot.canAbandonJob());
            settled.delivery().ended();
            after.complete(slot.canAbandonJob());
        });
        // then
        assertThat(before.get(10, TimeUnit.SECONDS)).isTrue();
        assertThat(after.get(10, TimeUnit.SECONDS)).isFalse();
    }

    private InFlight.Job job(String entryId) {
        return new InFlight.Job(Deliveries.of(entryId), new DefaultExchange(camel), false);
    }
}
