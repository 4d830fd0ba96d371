package io.follow.gateway.webhook;

/** A result was not accepted. The message is one line, without the secret and without the query of the URL. */
public final class WebhookException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** The machine-readable reason. */
    public enum Reason {
        /** The program returned a status other than 2xx. */
        WEBHOOK_REFUSED,
        /** The program did not respond. */
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
