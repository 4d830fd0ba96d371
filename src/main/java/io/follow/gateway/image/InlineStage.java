package io.follow.gateway.image;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** One stage on its caller's thread. It is cancelled when it has passed its limit, be it found by the watch or at its end. */
final class InlineStage<T> extends FutureTask<StageOutcome<T>> {

    private final Duration limit;
    private final long end;
    private final Runnable onTimeout;

    /** Used by the watch only. */
    private boolean timeoutHandled;

    /** @param onTimeout called by the watch when the stage has not ended in time */
    InlineStage(StageExecutor.Stage<T> stage, ImageError unforeseen, Duration limit, Runnable onTimeout) {
        super(() -> StageOutcome.of(stage, unforeseen));
        this.limit = limit;
        this.end = System.nanoTime() + limit.toNanos();
        this.onTimeout = onTimeout;
    }

    private boolean isLate() {
        return System.nanoTime() - end > 0;
    }

    /** Called again and again by the watch; a call that fails, such as for want of memory, is made good by the next. */
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

    /** What the stage has come to; called on its thread, once it has run. */
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
            // Not even the failure could be made, for want of memory.
            return StageOutcome.none();
        }
    }
}
