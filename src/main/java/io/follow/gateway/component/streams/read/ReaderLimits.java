package io.follow.gateway.component.streams.read;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Limits and conditions of reading a stream.
 *
 * @param blockMillis how long a read waits on the server
 * @param maxInFlight the maximum number of jobs in flight, including those that wait for a redelivery
 * @param trouble returns why nothing should be read, or null
 * @param check fails if the user lacks a permission; runs before the first read from a server
 * @param trial fails if entries cannot be settled on this server; runs before the first read from a server
 */
public record ReaderLimits(
        long blockMillis, int maxInFlight, Supplier<@Nullable String> trouble, ServerCheck check, ServerCheck trial) {

    /** A check of the server that throws an exception if it fails. */
    public interface ServerCheck {
        void run() throws InterruptedException;
    }
}
