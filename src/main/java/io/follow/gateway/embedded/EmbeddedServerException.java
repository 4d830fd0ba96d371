package io.follow.gateway.embedded;

/** The embedded server could not be started; the message is one line for the operator. */
public class EmbeddedServerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param message one line: what was found, what was expected
     */
    public EmbeddedServerException(String message) {
        super(message);
    }

    /**
     * Makes the exception.
     *
     * @param message one line: what was found, what was expected
     * @param cause the reason, for a debugger
     */
    public EmbeddedServerException(String message, Throwable cause) {
        super(message, cause);
    }
}
