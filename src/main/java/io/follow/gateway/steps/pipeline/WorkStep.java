package io.follow.gateway.steps.pipeline;

import io.follow.gateway.job.JobException;

/** What a step does to the work of a job. May be repeated, also for the work of a branch. */
@FunctionalInterface
interface WorkStep {
    void run(ImageWork work) throws JobException;
}
