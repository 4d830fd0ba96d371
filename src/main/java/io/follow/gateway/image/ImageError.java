package io.follow.gateway.image;

/** What can go wrong with a picture; the names are the error codes of the wire contract. */
public enum ImageError {
    /** The file is empty. */
    FILE_TOO_SMALL,
    /** The first bytes are not of the declared format. */
    INVALID_MAGIC_BYTES,
    /** The header is corrupt. */
    DECODE_HEADER_FAILED,
    /** The pixel data is corrupt, truncated or of a kind that cannot be read. */
    DECODE_FAILED,
    /** More pixels, frames, colour profile, text or segments than allowed; found without decoding. */
    DECOMPRESSION_BOMB,
    /** Within the limits, but more than all the memory that this process has for pictures; a larger one can do it. */
    WORKER_TOO_SMALL,
    /** Resizing failed, memory ran out, or something nobody foresaw happened; may succeed later. */
    PROCESS_FAILED,
    /** The picture could not be written; may succeed later. */
    ENCODE_FAILED,
    /** A stage took longer than its limit. */
    PROCESS_TIMEOUT;

    /** Whether the same work may succeed when it is tried again. */
    public boolean retryable() {
        return this == PROCESS_FAILED || this == ENCODE_FAILED;
    }
}
