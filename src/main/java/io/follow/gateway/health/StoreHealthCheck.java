package io.follow.gateway.health;

import io.follow.gateway.job.JobException;
import io.follow.gateway.storage.ImageStore;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.jspecify.annotations.Nullable;

/**
 * Checks whether a store is usable, on a separate thread: a hanging store must not block the callers. Camel calls one
 * check at a time.
 */
public final class StoreHealthCheck extends AbstractHealthCheck implements AutoCloseable {

    /** A failing store must be reported within 5 s. */
    public static final Duration PATIENCE = Duration.ofSeconds(3);

    /** The check to run. */
    public interface Probe {
        void check(ImageStore store) throws JobException;
    }

    private final BooleanSupplier needed;
    private final Supplier<ImageStore> store;
    private final Probe probe;
    private final Duration patience;
    private final ExecutorService asker;
    private @Nullable Question latest;

    /** @param askedAt of {@link System#nanoTime()} */
    private record Question(Future<@Nullable String> answer, long askedAt) {}

    /**
     * @param needed whether the store is used at the moment; otherwise, it is not checked
     * @param store the store that is meant at the moment
     */
    public StoreHealthCheck(
            String id, BooleanSupplier needed, Supplier<ImageStore> store, Probe probe, Duration patience) {
        super("gateway", id);
        this.needed = needed;
        this.store = store;
        this.probe = probe;
        this.patience = patience;
        this.asker = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, id + "-check");
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    public boolean isReadiness() {
        return needed.getAsBoolean();
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        String trouble = trouble();
        if (trouble == null) {
            builder.up();
        } else {
            builder.message(trouble).down();
        }
    }

    private @Nullable String trouble() {
        Question question = latest;
        if (question == null || question.answer().isDone()) {
            question = new Question(asker.submit(this::ask), System.nanoTime());
            latest = question;
        }
        long left = patience.toNanos() - (System.nanoTime() - question.askedAt());
        try {
            return question.answer().get(Math.max(0, left), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return "the store does not answer";
        } catch (ExecutionException e) {
            return "the store cannot be checked: " + e.getCause();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted while the store was checked";
        }
    }

    private @Nullable String ask() {
        try {
            probe.check(store.get());
            return null;
        } catch (JobException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Override
    public void close() {
        asker.shutdownNow();
    }
}
