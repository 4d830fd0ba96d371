package io.follow.gateway.component.streams.client;

import io.lettuce.core.RedisException;

/**
 * An answer that came over a connection is not that of its command: something on the way has swallowed bytes. What became
 * of the command is unknown, and nothing else that comes over this connection can be believed.
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
