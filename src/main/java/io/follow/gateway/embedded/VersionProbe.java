package io.follow.gateway.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Determines the version of a program. */
final class VersionProbe {

    private static final int OUTPUT_LIMIT = 4096;

    private final Duration limit;

    VersionProbe(Duration limit) {
        this.limit = limit;
    }

    /** Runs {@code program --version}; empty if it does not start, does not exit in time or is not such a server. */
    Optional<ServerVersion> ask(Path program) {
        try {
            // A file, because reading a pipe would block for as long as any child of the program holds it open.
            Path output = Files.createTempFile("server-version", ".txt");
            try {
                return run(program, output) ? ServerVersion.parse(head(output)) : Optional.empty();
            } finally {
                Files.deleteIfExists(output);
            }
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private boolean run(Path program, Path output) throws IOException {
        Process process = new ProcessBuilder(program.toString(), "--version")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            process.getOutputStream().close();
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            process.destroyForcibly();
        }
    }

    private static String head(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return new String(in.readNBytes(OUTPUT_LIMIT), StandardCharsets.UTF_8);
        }
    }
}
