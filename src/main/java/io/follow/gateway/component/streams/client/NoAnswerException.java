package io.follow.gateway.component.streams.client;

import io.lettuce.core.RedisException;

/** The server has not answered in time; what became of the command is unknown. */
final class NoAnswerException extends RedisException {

    private static final long serialVersionUID = 1L;

    NoAnswerException(long timeoutMillis) {
        super("no answer within " + timeoutMillis + " ms");
    }
}
