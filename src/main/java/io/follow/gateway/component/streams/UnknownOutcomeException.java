package io.follow.gateway.component.streams;

/** It is unknown whether an entry was added: the server received the command but did not reply in time. */
public final class UnknownOutcomeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnknownOutcomeException(String stream, Throwable cause) {
        super("it is unknown whether an entry was added to " + stream, cause);
    }
}
