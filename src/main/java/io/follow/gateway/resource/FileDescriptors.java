package io.follow.gateway.resource;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Pipe;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * File descriptors, which every file and connection needs. They count as missing if a few cannot be opened at once: one
 * job needs that many.
 */
public final class FileDescriptors implements Resource {

    /** Two descriptors each. */
    private static final int PIPES = 4;

    private static final String TOO_MANY = "Too many open files";

    @Override
    public @Nullable String missing() {
        List<Closeable> ends = new ArrayList<>();
        try {
            for (int i = 0; i < PIPES; i++) {
                Pipe pipe = Pipe.open();
                ends.add(pipe.sink());
                ends.add(pipe.source());
            }
            return null;
        } catch (IOException failure) {
            return mayHaveCaused(failure)
                    ? "no file descriptors are left (too many open files); raise the limit (ulimit -n) or close connections"
                    : null;
        } finally {
            ends.forEach(FileDescriptors::close);
        }
    }

    @Override
    public boolean mayHaveCaused(Throwable failure) {
        return failure instanceof IOException
                && String.valueOf(failure.getMessage()).contains(TOO_MANY);
    }

    private static void close(Closeable end) {
        try {
            end.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
