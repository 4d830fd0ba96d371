package io.follow.gateway.image;

/** A picture that cannot be processed, with the contract's code and a message of one line that may be shown to anyone. */
public final class ImageException extends Exception {

    private static final long serialVersionUID = 1L;

    private final ImageError error;

    /** Says in one line what was found and what was expected. */
    public ImageException(ImageError error, String message) {
        super(message);
        this.error = error;
    }

    /** As above; the cause is for the log only and is never part of the message. */
    public ImageException(ImageError error, String message, Throwable cause) {
        super(message, cause);
        this.error = error;
    }

    /** The contract's error code. */
    public ImageError error() {
        return error;
    }
}
