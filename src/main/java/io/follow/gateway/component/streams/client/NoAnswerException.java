package io.follow.gateway.component.streams.client;

import io.lettuce.core.RedisException;

/** The server has not replied in time; the outcome of the command is unknown. */
final class NoAnswerException extends RedisException {

    private static final long serialVersionUID = 1L;

    NoAnswerException(long timeoutMillis) {
        super("no reply within " + timeoutMillis + " ms");
    }
}
