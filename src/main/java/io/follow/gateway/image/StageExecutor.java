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
 * Runs stages with a time limit, on a separate thread or inline on the caller's thread, which is lost if the stage
 * never returns. Java cannot terminate native code: the thread is interrupted and counts as stuck until it returns, and
 * its memory stays charged. Thread-safe.
 */
public final class StageExecutor implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StageExecutor.class);

    /** The maximum delay until an inline stage is found to exceed its limit. */
    private static final long LOOK_MILLIS = 50;

    private final AtomicInteger threads = new AtomicInteger();
    private final AtomicInteger stuck = new AtomicInteger();
    // Grows only with stuck stages: every other thread serves a waiting caller.
    private final ExecutorService executor = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "image-stage-" + threads.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    });

    private final Set<InlineStage<?>> inline = ConcurrentHashMap.newKeySet();
    private final ResilientPoller watch = new ResilientPoller("image-stage-watch", Duration.ofMillis(LOOK_MILLIS));

    /** Starts the watch over inline stages. */
    public StageExecutor() {
        watch.add(this::cancelLate);
        watch.start();
    }

    /** A stage of processing one picture. */
    @FunctionalInterface
    public interface Stage<T> {

        /** Runs the stage. */
        T run() throws ImageException;
    }

    /**
     * Runs a stage and waits for it.
     *
     * @param limit the time limit
     * @param unforeseen the error code for unexpected errors
     * @param lease memory the stage uses; stays charged until the stage has really ended
     * @throws ImageException the exception of the stage; {@link ImageError#PROCESS_TIMEOUT} if it exceeds the limit;
     *     {@link ImageError#PROCESS_FAILED} if the heap is exhausted
     * @throws InterruptedException if the caller was interrupted; the stage is then handled as if it had exceeded its
     *     limit
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
     * Runs a stage on the caller's thread, which saves two thread switches.
     *
     * @param limit the time limit, with an accuracy of 50 ms
     * @param unforeseen the error code for unexpected errors
     * @param lease memory the stage uses; stays charged until the stage has really ended
     * @param onTimeout called with the error of a stage that has exceeded its limit and may never return; must not
     *     block. Called again if it fails. A stage that returns late fails with the same error
     * @throws ImageException as {@link #run} does
     * @throws InterruptedException if the caller was interrupted before the stage started, or the stage ended because
     *     of the interrupt
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
                // A lack of memory or threads: the next poll retries, and the other stages are checked now.
                LOG.debug("a stage that exceeds its limit could not be reported yet: {}", e.toString());
            }
        }
    }

    static ImageException passed(Duration limit) {
        return new ImageException(
                ImageError.PROCESS_TIMEOUT, "a stage took longer than its limit of " + limit.toMillis() + " ms");
    }

    /** The watch, which keeps working while the heap is full. */
    public ResilientPoller watch() {
        return watch;
    }

    /** The number of stages that have exceeded their limit and are still running. */
    public int stuck() {
        int count = stuck.get();
        for (InlineStage<?> stage : inline) {
            if (stage.isCancelled()) {
                count++;
            }
        }
        return count;
    }

    /** Interrupts running stages and accepts no more. */
    @Override
    public void close() {
        watch.close();
        executor.shutdownNow();
    }
}
