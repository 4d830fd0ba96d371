package io.follow.gateway.steps.pipeline;

import io.follow.gateway.job.FailureCode;

/** Is told what the steps of jobs do. Called by the thread that works on the job; methods must neither wait nor throw. */
public interface StageListener {

    /** Nobody listens. */
    StageListener NONE = new StageListener() {};

    /** A stage has run, successfully or not; {@code encode} runs once for each picture of a job. */
    default void ran(String pipeline, String stage, long nanos) {}

    /** A stage has failed. A job that is tried again may fail more than once. */
    default void failed(String pipeline, String stage, FailureCode code) {}

    /**
     * A raw image was read, and its header is sound.
     *
     * @param bytes the size of the file
     * @param pixels width times height
     */
    default void sourceRead(String pipeline, long bytes, long pixels) {}

    /** A processed image or a rendition was written to its store, or could not be. */
    default void written(String pipeline, long nanos, boolean success) {}
}
