package io.follow.gateway.component.streams.read;

import io.follow.gateway.component.streams.entry.Deliveries;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.camel.Exchange;

/** Worker threads for tests of other packages, without a consumer. */
public final class Workers implements AutoCloseable {

    private final ExecutorService threads;
    private final WorkerPool pool;
    private final CompletableFuture<Throwable> abandoned = new CompletableFuture<>();

    public Workers(int size) {
        threads = Executors.newFixedThreadPool(size);
        pool = new WorkerPool(
                threads,
                size,
                new FetchNextGate(() -> false),
                new NoConsumer(
                        (job, failure) -> {
                            throw new AssertionError("nothing should escape", failure);
                        },
                        (job, failure) -> abandoned.complete(failure)));
    }

    /** Runs something as the worker that has this exchange in hand. */
    public void run(Exchange exchange, Runnable work) {
        pool.execute(new InFlight.Job(Deliveries.of("1-0"), exchange, false), work);
    }

    /** Why a job was abandoned first. */
    public CompletableFuture<Throwable> abandoned() {
        return abandoned;
    }

    /** Whether any of them has nothing to do at this moment. */
    public boolean isFree() {
        return pool.work().idle() > 0;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
