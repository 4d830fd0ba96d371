package io.follow.gateway.component.streams.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.follow.gateway.component.streams.entry.Deliveries;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkerPoolTest {

    private final CamelContext camel = new DefaultCamelContext();
    private final CompletableFuture<InFlight.Job> escaped = new CompletableFuture<>();
    private final CompletableFuture<Void> release = new CompletableFuture<>();
    private final ThreadPoolExecutor threads = (ThreadPoolExecutor) Executors.newFixedThreadPool(1);
    private final WorkerPool pool = new WorkerPool(
            threads, 1, new FetchNextGate(() -> false), new NoConsumer((job, failure) -> escaped.complete(job)));

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
    void fillsThePlaceOfAThreadThatHangsUntilItComesBack() throws Exception {
        // given a worker that hangs in its job after somebody was told how to go on
        InFlight.Job hanging = job("1-0");
        CompletableFuture<WorkerSlot> place = new CompletableFuture<>();
        pool.execute(hanging, () -> {
            place.complete(Objects.requireNonNull(WorkerSlot.current()));
            release.join();
            throw new IllegalStateException("nobody wants to know any more");
        });
        // when
        CompletableFuture<InFlight.Job> goneOn = new CompletableFuture<>();
        place.get(10, TimeUnit.SECONDS)
                .handOver(() -> goneOn.complete(
                        Objects.requireNonNull(WorkerSlot.current()).job()));
        // then another thread goes on with the job, and takes the next one
        assertThat(goneOn.get(10, TimeUnit.SECONDS)).isSameAs(hanging);
        CompletableFuture<Void> next = new CompletableFuture<>();
        pool.execute(job("2-0"), () -> next.complete(null));
        assertThat(next).succeedsWithin(10, TimeUnit.SECONDS);
        assertThat(pool.awaitFree(10_000)).isEqualTo(1);
        assertThat(threads.getCorePoolSize()).isEqualTo(2);
        // when it comes back
        release.complete(null);
        // then
        await().until(() -> threads.getCorePoolSize() == 1);
        assertThat(pool.awaitFree(10_000)).isEqualTo(1);
        assertThat(escaped).isNotDone();
    }

    @Test
    void goesOnWithoutAThreadThatHangsAfterThePoolWasShutDown() throws Exception {
        // given
        CompletableFuture<WorkerSlot> place = new CompletableFuture<>();
        CompletableFuture<Void> cameBack = new CompletableFuture<>();
        pool.execute(job("1-0"), () -> {
            place.complete(Objects.requireNonNull(WorkerSlot.current()));
            release.join();
            cameBack.complete(null);
        });
        WorkerSlot hanging = place.get(10, TimeUnit.SECONDS);
        threads.shutdown();
        // when
        CompletableFuture<Void> goneOn = new CompletableFuture<>();
        hanging.handOver(() -> goneOn.complete(null));
        // then
        assertThat(goneOn).succeedsWithin(10, TimeUnit.SECONDS);
        release.complete(null);
        assertThat(cameBack).succeedsWithin(10, TimeUnit.SECONDS);
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    private InFlight.Job job(String entryId) {
        return new InFlight.Job(Deliveries.of(entryId), new DefaultExchange(camel), false);
    }
}
