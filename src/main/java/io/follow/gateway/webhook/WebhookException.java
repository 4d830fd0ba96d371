package io.follow.gateway.webhook;

/** A result was not accepted. The message is one line, without the secret and without the query of the address. */
public final class WebhookException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** Why, for programs. */
    public enum Reason {
        /** The program answered something else than 2xx. */
        WEBHOOK_REFUSED,
        /** It did not answer. */
        WEBHOOK_UNREACHABLE
    }

    WebhookException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
