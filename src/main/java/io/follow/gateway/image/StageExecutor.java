package io.follow.gateway.image;

import io.follow.gateway.image.MemoryBudget.Lease;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs stages so that one that never ends costs its work no more than the limit: on a thread of its own, or on the caller's,
 * which is lost with it. Java cannot end native code: the thread is interrupted and counted as stuck until it comes back,
 * and its memory stays charged. Safe for use by several threads.
 */
public final class StageExecutor implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StageExecutor.class);

    /** How late a stage on its caller's thread may be found to be past its limit. */
    private static final long LOOK_MILLIS = 50;

    private final AtomicInteger threads = new AtomicInteger();
    private final AtomicInteger stuck = new AtomicInteger();
    // Grows with stuck stages only: every other thread serves a caller that waits.
    private final ExecutorService executor = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "image-stage-" + threads.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    });

    private final Set<InlineStage<?>> inline = ConcurrentHashMap.newKeySet();
    private final ResilientPoller watch = new ResilientPoller("image-stage-watch", Duration.ofMillis(LOOK_MILLIS));

    /** Starts the watch over stages on their callers' threads. */
    public StageExecutor() {
        watch.add(this::cancelLate);
        watch.start();
    }

    /** A stage of the work on one picture. */
    @FunctionalInterface
    public interface Stage<T> {

        /** Does the work. */
        T run() throws ImageException;
    }

    /**
     * Runs a stage and waits for it.
     *
     * @param limit the longest time to wait
     * @param unforeseen what any error nobody foresaw is called
     * @param lease memory the stage uses; stays charged until the stage has really ended
     * @throws ImageException the stage's own; {@link ImageError#PROCESS_TIMEOUT} past the limit;
     *     {@link ImageError#PROCESS_FAILED} when the heap was exhausted
     * @throws InterruptedException when the caller was interrupted; the stage is treated as past its limit
     */
    public <T> T run(Duration limit, ImageError unforeseen, Lease lease, Stage<T> stage)
            throws ImageException, InterruptedException {
        OffloadedStage<T> run = new OffloadedStage<>(stage, unforeseen, lease, stuck);
        lease.hold();
        boolean started = false;
        try {
            executor.execute(run);
            started = true;
        } finally {
            if (!started) {
                lease.letGo();
            }
        }
        return run.await(limit);
    }

    /**
     * Runs a stage on the caller's thread, which spares two changes of threads.
     *
     * @param limit the longest time it may take, give or take 50 ms
     * @param unforeseen what any error nobody foresaw is called
     * @param lease memory the stage uses; stays charged until the stage has really ended
     * @param onTimeout told the error of a stage that has passed its limit and may never return; must not wait. Told again
     *     when it fails. A stage that returns late fails with the same error
     * @throws ImageException as {@link #run} does
     * @throws InterruptedException when the caller was interrupted before the stage began, or the stage ended for it
     */
    public <T> T runInline(
            Duration limit, ImageError unforeseen, Lease lease, Stage<T> stage, Consumer<ImageException> onTimeout)
            throws ImageException, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted before the stage began");
        }
        InlineStage<T> run = new InlineStage<>(stage, unforeseen, limit, () -> onTimeout.accept(passed(limit)));
        lease.hold();
        try {
            inline.add(run);
            run.run();
        } finally {
            inline.remove(run);
            lease.letGo();
        }
        return run.result();
    }

    private void cancelLate() {
        for (InlineStage<?> stage : inline) {
            try {
                stage.cancelIfLate();
            } catch (RuntimeException | Error e) {
                // Without memory or threads: the next look tries again, and the other stages have theirs now.
                LOG.debug("a stage past its limit could not be reported yet: {}", e.toString());
            }
        }
    }

    static ImageException passed(Duration limit) {
        return new ImageException(
                ImageError.PROCESS_TIMEOUT, "a stage took longer than its limit of " + limit.toMillis() + " ms");
    }

    /** The watch, which goes on while the heap is full. */
    public ResilientPoller watch() {
        return watch;
    }

    /** How many stages are past their limit and still running. */
    public int stuck() {
        int count = stuck.get();
        for (InlineStage<?> stage : inline) {
            if (stage.isCancelled()) {
                count++;
            }
        }
        return count;
    }

    /** Interrupts whatever still runs and takes no more work. */
    @Override
    public void close() {
        watch.close();
        executor.shutdownNow();
    }
}
