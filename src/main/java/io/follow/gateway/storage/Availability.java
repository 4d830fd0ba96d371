package io.follow.gateway.storage;

import io.follow.gateway.job.ErrorCode;
import io.follow.gateway.job.JobException;

/** Whether something that every job of a pipeline needs can be used: a store, or one object of it. Thread-safe. */
public interface Availability {

    /**
     * Checks whether it can currently be read.
     *
     * @throws JobException {@link ErrorCode#STORAGE_READ_FAILED} with the reason if not
     */
    void checkReadable() throws JobException;

    /**
     * Checks whether it can currently be written. The default is for what is only read, and does nothing.
     *
     * @throws JobException {@link ErrorCode#STORAGE_UPLOAD_FAILED} with the reason when not
     */
    default void checkWritable() throws JobException {}

    /**
     * Checks the same with an object as large as one that did not fit. A store that is full for that object may still
     * have space for smaller ones.
     *
     * @param bytes   size of the object
     * @param objects the number of such objects that the store must have space for, if it can tell without writing them
     * @throws JobException {@link ErrorCode#STORAGE_UPLOAD_FAILED} with the reason when not
     */
    default void checkRoom(long bytes, int objects) throws JobException {
        checkWritable();
    }
}
