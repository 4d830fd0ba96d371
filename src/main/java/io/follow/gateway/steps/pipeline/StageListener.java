package io.follow.gateway.steps.pipeline;

import io.follow.gateway.job.FailureCode;

/** Is notified of the steps of jobs by the thread that processes the job. Methods must neither block nor throw. */
public interface StageListener {

    /** Does nothing. */
    StageListener NONE = new StageListener() {};

    /** A stage has ended, successfully or not. {@code encode} runs once for each picture of a job. */
    default void ran(String pipeline, String stage, long nanos) {}

    /** A stage has failed. A job that is retried may fail more than once. */
    default void failed(String pipeline, String stage, FailureCode code) {}

    /**
     * A raw image was read, and its header is valid.
     *
     * @param bytes the size of the file
     * @param pixels width times height
     */
    default void sourceRead(String pipeline, long bytes, long pixels) {}

    /** A processed image or a rendition was written to its store, successfully or not. */
    default void written(String pipeline, long nanos, boolean success) {}
}
