package io.follow.gateway.image;

/** A picture cannot be processed. Contains the error code and a one-line message that may be shown to anyone. */
public final class ImageException extends Exception {

    private static final long serialVersionUID = 1L;

    private final ImageError error;

    /** @param message one line: what was found and what was expected */
    public ImageException(ImageError error, String message) {
        super(message);
        this.error = error;
    }

    /** @param cause for the log only; never part of the message */
    public ImageException(ImageError error, String message, Throwable cause) {
        super(message, cause);
        this.error = error;
    }

    /** The error code of the wire contract. */
    public ImageError error() {
        return error;
    }
}
