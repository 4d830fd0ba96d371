package io.follow.gateway.steps.pipeline;

import io.follow.gateway.job.JobException;

/** Runs steps so that a job that waits for a retry holds no memory that another job needs. */
final class RetryableStep {

    private RetryableStep() {}

    /**
     * Runs a step. If it fails and the job is to be retried, drops the pixels and the raw bytes. The retry makes them again,
     * and has the whole time limit for it.
     */
    static void run(ImageWork work, WorkStep step) throws JobException {
        boolean keeps = false;
        try {
            step.run(work);
            keeps = true;
        } catch (JobException e) {
            // After a final error the job ends at once, and a stage past its time limit may still use the pixels.
            keeps = !e.isRetried();
            throw e;
        } finally {
            if (!keeps) {
                work.heldPixels().drop();
                work.heldSource().dropBytes();
                work.time().reset();
            }
        }
    }
}
