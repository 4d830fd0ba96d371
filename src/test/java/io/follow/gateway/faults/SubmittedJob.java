package io.follow.gateway.faults;

import io.follow.gateway.contract.Job;

/** A job in the stream and the id of its entry. */
record SubmittedJob(Job job, String jobId) {

    String imageId() {
        return job.imageId();
    }
}
