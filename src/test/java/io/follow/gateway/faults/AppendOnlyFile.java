package io.follow.gateway.faults;

import io.follow.gateway.testing.ValkeyServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;

/**
 * The append-only file of a server and its length at one moment. A killed process loses no write, because the operating
 * system has it; a machine that loses power loses every write that was not synchronized.
 */
record AppendOnlyFile(Path file, long length) {

    static AppendOnlyFile of(ValkeyServer server) {
        try (Stream<Path> files = Files.list(server.folder().resolve("appendonlydir"))) {
            Path file = files.filter(each -> each.toString().endsWith(".incr.aof"))
                    .max(Path::compareTo)
                    .orElseThrow(() -> new IllegalStateException("the server appends to no file"));
            return new AppendOnlyFile(file, Files.size(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Truncates the file to that length, as a power failure does. The server must be down. */
    void forgetWhatCameLater() {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
