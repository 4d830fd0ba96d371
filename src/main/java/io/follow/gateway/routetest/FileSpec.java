package io.follow.gateway.routetest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A file that a test puts into the data directory of the gateway.
 *
 * @param path relative to that directory
 */
record FileSpec(String path, Content content) {

    /** The content of a file. */
    @FunctionalInterface
    interface Content {
        byte[] bytes() throws IOException;
    }

    static Content text(String text) {
        return () -> text.getBytes(StandardCharsets.UTF_8);
    }

    static Content copyOf(Path file) {
        return () -> Files.readAllBytes(file);
    }

    /** Creates the file atomically, as required by a drop folder. */
    void writeBelow(Path directory) throws IOException {
        Path file = directory.resolve(path);
        Path parent = Files.createDirectories(file.toAbsolutePath().getParent());
        // Drop folders ignore hidden files.
        Path hidden = Files.createTempFile(parent, ".", ".part");
        Files.write(hidden, content.bytes());
        Files.move(hidden, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
