package io.follow.gateway.component.streams.client;

import io.lettuce.core.RedisException;

/**
 * A reply on a connection does not belong to its command, because bytes were lost in transit. The outcome of the
 * command is unknown, and no later reply on this connection can be trusted.
 */
final class MismatchedReplyException extends RedisException {

    private static final long serialVersionUID = 1L;

    MismatchedReplyException() {
        super("the replies of the server do not match the commands");
    }

    MismatchedReplyException(Throwable cause) {
        super("the replies of the server do not match the commands", cause);
    }
}
