package io.follow.gateway.cli;

/** The words of a command cannot be understood. The message says what was found and what was expected. */
public final class UsageException extends Exception {

    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
