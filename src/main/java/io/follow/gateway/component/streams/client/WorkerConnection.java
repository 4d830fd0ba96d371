package io.follow.gateway.component.streams.client;

import io.lettuce.core.RedisException;
import io.lettuce.core.protocol.CommandType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A connection on which a worker itself writes a command and waits for the answer. Used by one thread at a time, but
 * closed by any. Which client makes it is not the component's business; it fails as Lettuce does.
 */
public interface WorkerConnection extends AutoCloseable {

    /**
     * Sends a command and waits for its answer.
     *
     * @return the answer, with texts for bytes, {@code Long} for numbers and lists for arrays
     * @throws io.lettuce.core.RedisCommandExecutionException when the server refuses the command
     * @throws LostException when there is no answer, so that the outcome is unknown
     */
    @Nullable
    Object call(CommandType command, List<String> arguments);

    @Override
    void close();

    /** The connection was cut, or the answer did not come in time; what became of the command is unknown. */
    final class LostException extends RedisException {

        private static final long serialVersionUID = 1L;

        public LostException(Throwable cause) {
            super(cause);
        }
    }
}
