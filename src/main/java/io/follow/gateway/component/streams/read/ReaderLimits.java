package io.follow.gateway.component.streams.read;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What bounds the reading of a stream.
 *
 * @param blockMillis how long a read waits on the server
 * @param maxInFlight jobs in hand at the most, waiting ones included
 * @param trouble why nothing should be read at the moment, or null
 * @param check fails when this user may not do all that is needed; run before the first read and every 10 s
 * @param trial fails when entries cannot be ended on this server; run before the first read from it
 */
public record ReaderLimits(
        long blockMillis, int maxInFlight, Supplier<@Nullable String> trouble, ServerCheck check, ServerCheck trial) {

    /** A question to the server that fails with the answer nobody hoped for. */
    public interface ServerCheck {
        void run() throws InterruptedException;
    }
}
