package io.follow.gateway.job;

/** The codes of the wire contract. The names are the wire format. */
public enum ErrorCode implements FailureCode {
    /** A required field is missing, or a field is malformed. */
    INVALID_JOB(false, true),
    /** A key violates the rules of {@link StorageKey}, or leads out of its store, including through symbolic links. */
    INVALID_STORAGE_KEY(false),
    /** The upload token is required but missing, is not signed by a known key, or is not for this job. */
    UPLOAD_TOKEN_INVALID(false),
    /** The upload token had expired when the job entered the stream. */
    UPLOAD_TOKEN_EXPIRED(false),
    /** No object is at the source key; it may still arrive. */
    SOURCE_NOT_FOUND(true),
    /** The source has more bytes than the limit. */
    FILE_TOO_LARGE(false),
    /** The source is empty. */
    FILE_TOO_SMALL(false),
    /** The declared content type is not supported. */
    UNSUPPORTED_FORMAT(false),
    /** The first bytes are not those of the declared content type. */
    INVALID_MAGIC_BYTES(false),
    /** The image's header is corrupt. */
    DECODE_HEADER_FAILED(false),
    /** The image's data is corrupt or truncated. */
    DECODE_FAILED(false),
    /** The header announces more pixels, frames, profile or text than the limits allow. */
    DECOMPRESSION_BOMB(false),
    /** The image is within the limits, but needs more memory than this worker has. */
    WORKER_TOO_SMALL(false, true),
    /** The resize failed, or an unexpected error occurred. */
    PROCESS_FAILED(true),
    /** The encoder failed. */
    ENCODE_FAILED(true),
    /** One image took longer than the time limit. */
    PROCESS_TIMEOUT(false),
    /** The source store could not be read. */
    STORAGE_READ_FAILED(true),
    /** A store could not be written. */
    STORAGE_UPLOAD_FAILED(true),
    /** The job was delivered as often as allowed without being settled. */
    MAX_DELIVERIES_EXCEEDED(false, true);

    private final boolean retried;
    private final boolean deadLetter;

    ErrorCode(boolean retried) {
        this(retried, retried);
    }

    ErrorCode(boolean retried, boolean deadLetter) {
        this.retried = retried;
        this.deadLetter = deadLetter;
    }

    @Override
    public boolean isRetried() {
        return retried;
    }

    @Override
    public boolean isDeadLetter() {
        return deadLetter;
    }
}
