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
 * The file to which a server appends its writes, as long as it is at some moment. A killed process leaves its writes to
 * the operating system; a machine that loses its power loses those that were not synchronized.
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

    /** For a server that is down. */
    void forgetWhatCameLater() {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
