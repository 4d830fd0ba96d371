package io.follow.gateway.component.streams;

/** The idempotency key belongs to another request; nothing was added. */
public final class ReusedKeyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ReusedKeyException(String stream) {
        super("the idempotency key was used for other entries of " + stream);
    }
}
