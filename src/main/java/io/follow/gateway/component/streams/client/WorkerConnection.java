package io.follow.gateway.component.streams.client;

import io.lettuce.core.RedisException;
import io.lettuce.core.protocol.CommandType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A connection on which a worker writes a command and waits for the reply on its own thread. Used by one thread at a
 * time, but may be closed by any thread. The component does not depend on the client that implements it, which must
 * throw the exceptions of Lettuce.
 */
public interface WorkerConnection extends AutoCloseable {

    /**
     * Sends a command and waits for its reply.
     *
     * @return the reply, with strings for bytes, {@code Long} for numbers and lists for arrays
     * @throws io.lettuce.core.RedisCommandExecutionException if the server rejects the command
     * @throws LostException if there is no reply, so that the outcome is unknown
     */
    @Nullable
    Object call(CommandType command, List<String> arguments);

    @Override
    void close();

    /** The connection was lost, or the reply did not arrive in time; the outcome of the command is unknown. */
    final class LostException extends RedisException {

        private static final long serialVersionUID = 1L;

        public LostException(Throwable cause) {
            super(cause);
        }
    }
}
