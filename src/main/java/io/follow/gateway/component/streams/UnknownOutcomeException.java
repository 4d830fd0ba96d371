package io.follow.gateway.component.streams;

/** An entry may have been added or not: the server took the command and did not answer, and there is no time left. */
public final class UnknownOutcomeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnknownOutcomeException(String stream, Throwable cause) {
        super("it is unknown whether an entry was added to " + stream, cause);
    }
}
