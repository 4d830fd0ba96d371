package io.follow.gateway.image;

/** The errors of image processing; the names are the error codes of the wire contract. */
public enum ImageError {
    /** The file is empty. */
    FILE_TOO_SMALL,
    /** The first bytes do not match the declared format. */
    INVALID_MAGIC_BYTES,
    /** The header is corrupt. */
    DECODE_HEADER_FAILED,
    /** The pixel data is corrupt, truncated or of an unsupported kind. */
    DECODE_FAILED,
    /** More pixels, frames, profile data, text or segments than allowed; detected without decoding. */
    DECOMPRESSION_BOMB,
    /** Within the limits, but larger than the memory budget of this process; a larger worker can process it. */
    WORKER_TOO_SMALL,
    /** Resizing failed, memory ran out, or an unexpected error occurred; may succeed later. */
    PROCESS_FAILED,
    /** The picture could not be encoded; may succeed later. */
    ENCODE_FAILED,
    /** A stage exceeded its time limit. */
    PROCESS_TIMEOUT;

    /** Whether the same work may succeed when it is retried. */
    public boolean retryable() {
        return this == PROCESS_FAILED || this == ENCODE_FAILED;
    }
}
