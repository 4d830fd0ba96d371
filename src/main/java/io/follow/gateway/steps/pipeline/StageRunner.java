package io.follow.gateway.steps.pipeline;

import io.follow.gateway.image.ImageError;
import io.follow.gateway.image.ImageException;
import io.follow.gateway.image.MemoryBudget.Lease;
import io.follow.gateway.image.StageExecutor;
import io.follow.gateway.image.StageLeftException;
import io.follow.gateway.job.ErrorCode;
import io.follow.gateway.job.JobException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Runs one stage of the image work within what is left of the image's time. */
public final class StageRunner {

    private final StageExecutor stageExecutor;

    public StageRunner(StageExecutor stageExecutor) {
        this.stageExecutor = stageExecutor;
    }

    /** Runs a stage, adds its time to the job's and names its failure by a code of the wire contract. */
    <T> T run(ImageWork work, String step, ImageError unforeseen, Lease lease, StageExecutor.Stage<T> stage)
            throws JobException {
        Consumer<JobException> leave = work.isSmall() ? work.leave() : null;
        if (leave == null) {
            return spent(work, step, () -> stageExecutor.run(work.timeLeft(), unforeseen, lease, stage));
        }
        long since = System.nanoTime();
        AtomicBoolean accounted = new AtomicBoolean();
        return spent(
                work,
                step,
                () -> stageExecutor.runHere(work.timeLeft(), unforeseen, lease, stage, timeout -> {
                    // Called again when nobody could go on the first time.
                    if (accounted.compareAndSet(false, true)) {
                        work.spent(since);
                        work.times().add(step, since);
                    }
                    leave.accept(JobFailure.of(timeout));
                }));
    }

    /** Runs a stage that takes no time, on the caller's thread and without a limit. */
    <T> T runNow(ImageWork work, String step, StageExecutor.Stage<T> stage) throws JobException {
        return spent(work, step, stage::run);
    }

    private static <T> T spent(ImageWork work, String step, Waiting<T> waiting) throws JobException {
        long since = System.nanoTime();
        boolean left = false;
        try {
            return timed(work, step, waiting);
        } catch (StageLeftException e) {
            left = true;
            throw e;
        } finally {
            if (!left) {
                work.spent(since);
            }
        }
    }

    /** Something that waits or fails like a stage. */
    interface Waiting<T> {
        T run() throws ImageException, InterruptedException;
    }

    static <T> T timed(ImageWork work, String step, Waiting<T> waiting) throws JobException {
        long since = System.nanoTime();
        boolean left = false;
        try {
            return waiting.run();
        } catch (StageLeftException e) {
            left = true;
            throw e;
        } catch (ImageException e) {
            throw JobFailure.of(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JobException(ErrorCode.PROCESS_FAILED, "the gateway is stopping", e);
        } finally {
            if (!left) {
                work.times().add(step, since);
            }
        }
    }
}
