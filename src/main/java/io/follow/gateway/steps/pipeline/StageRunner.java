package io.follow.gateway.steps.pipeline;

import io.follow.gateway.component.streams.read.WorkerSlot;
import io.follow.gateway.image.ImageError;
import io.follow.gateway.image.ImageException;
import io.follow.gateway.image.MemoryBudget.Lease;
import io.follow.gateway.image.StageExecutor;
import io.follow.gateway.job.ErrorCode;
import io.follow.gateway.job.JobException;

/** Runs the stages of image processing within the time limit of the image. */
public final class StageRunner {

    private final StageExecutor stageExecutor;

    public StageRunner(StageExecutor stageExecutor) {
        this.stageExecutor = stageExecutor;
    }

    /**
     * Runs a stage, records its duration and converts its failure to a {@link JobException}. A small picture is processed on
     * the thread of its worker: if it hangs, the job is settled, but the worker is lost.
     */
    <T> T run(ImageWork work, String step, ImageError unforeseen, Lease lease, StageExecutor.Stage<T> stage)
            throws JobException {
        WorkerSlot slot = WorkerSlot.current();
        if (slot == null || !SmallPictures.isSmall(work) || !slot.canAbandonJob()) {
            return spent(work, step, () -> stageExecutor.run(work.time().left(), unforeseen, lease, stage));
        }
        return spent(
                work,
                step,
                () -> stageExecutor.runInline(
                        work.time().left(),
                        unforeseen,
                        lease,
                        stage,
                        timeout -> slot.abandonJob(JobFailure.of(timeout))));
    }

    /** Runs a part of a step whose duration is recorded as a whole. It is not charged to the time limit. */
    <T> T runPart(ImageWork work, ImageError unforeseen, Lease lease, StageExecutor.Stage<T> part)
            throws ImageException, InterruptedException {
        return stageExecutor.run(work.time().left(), unforeseen, lease, part);
    }

    /** Runs a trivial stage on the thread of the caller, without a time limit. */
    <T> T runNow(ImageWork work, String step, StageExecutor.Stage<T> stage) throws JobException {
        return spent(work, step, stage::run);
    }

    private static <T> T spent(ImageWork work, String step, Waiting<T> waiting) throws JobException {
        long since = System.nanoTime();
        try {
            return timed(work, step, waiting);
        } finally {
            work.time().spend(since);
        }
    }

    /** An action that may wait or fail like a stage. */
    interface Waiting<T> {
        T run() throws ImageException, JobException, InterruptedException;
    }

    /** Runs a step, records its duration and converts its failure to a {@link JobException}. */
    static <T> T timed(ImageWork work, String step, Waiting<T> waiting) throws JobException {
        long since = System.nanoTime();
        try {
            return waiting.run();
        } catch (ImageException e) {
            throw failed(work, step, JobFailure.of(e));
        } catch (JobException e) {
            throw failed(work, step, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JobException(ErrorCode.PROCESS_FAILED, "the gateway is stopping", e);
        } finally {
            work.times().add(step, since);
        }
    }

    private static JobException failed(ImageWork work, String step, JobException failure) {
        work.times().failed(step, failure.getCode());
        return failure;
    }
}
