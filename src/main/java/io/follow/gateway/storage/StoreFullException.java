package io.follow.gateway.storage;

import io.follow.gateway.job.ErrorCode;
import io.follow.gateway.job.JobException;

/** A store has no space for an object. */
public final class StoreFullException extends JobException {

    private static final long serialVersionUID = 1L;

    private final long bytes;

    /**
     * A failed write.
     *
     * @param message one line for the job's owner
     * @param bytes   size of the object that did not fit, as far as known
     */
    public StoreFullException(String message, long bytes, Throwable cause) {
        super(ErrorCode.STORAGE_UPLOAD_FAILED, message, cause);
        this.bytes = bytes;
    }

    /** The size of the object that did not fit, as far as known, in bytes. */
    public long bytes() {
        return bytes;
    }
}
