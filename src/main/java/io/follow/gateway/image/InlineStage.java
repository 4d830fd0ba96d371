package io.follow.gateway.image;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * A stage on its caller's thread. It is cancelled when it exceeds its limit, as detected by the watch or at its end.
 */
final class InlineStage<T> extends FutureTask<StageOutcome<T>> {

    private final Duration limit;
    private final long end;
    private final Runnable onTimeout;

    /** Used only by the watch. */
    private boolean timeoutHandled;

    /** @param onTimeout called by the watch if the stage does not end in time */
    InlineStage(StageExecutor.Stage<T> stage, ImageError unforeseen, Duration limit, Runnable onTimeout) {
        super(() -> StageOutcome.of(stage, unforeseen));
        this.limit = limit;
        this.end = System.nanoTime() + limit.toNanos();
        this.onTimeout = onTimeout;
    }

    private boolean isLate() {
        return System.nanoTime() - end > 0;
    }

    /**
     * Called repeatedly by the watch; if a call fails, for example because of a lack of memory, the next one makes up
     * for it.
     */
    void cancelIfLate() {
        if (isLate()) {
            cancel(true);
        }
        if (isCancelled() && !timeoutHandled) {
            onTimeout.run();
            timeoutHandled = true;
        }
    }

    @Override
    protected void set(StageOutcome<T> reached) {
        if (isLate()) {
            cancel(false);
        }
        super.set(reached);
        if (isCancelled()) {
            reached.discard();
        }
    }

    /** The outcome of the stage; called on its thread after it has run. */
    T result() throws ImageException, InterruptedException {
        if (isCancelled()) {
            // The interrupt was meant for the stage.
            Thread.interrupted();
            throw StageExecutor.passed(limit);
        }
        StageOutcome<T> outcome = outcome();
        if (outcome.failure() != null && Thread.interrupted()) {
            throw new InterruptedException("interrupted during the stage");
        }
        return outcome.get();
    }

    private StageOutcome<T> outcome() throws InterruptedException {
        try {
            return get();
        } catch (ExecutionException e) {
            // There was not even enough memory to create the failure.
            return StageOutcome.none();
        }
    }
}
