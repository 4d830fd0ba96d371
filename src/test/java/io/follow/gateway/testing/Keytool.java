package io.follow.gateway.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A call of the JDK's program for keys and certificates. */
record Keytool(List<String> command) {

    static Keytool with(String... words) {
        Path program = Path.of(System.getProperty("java.home"), "bin", "keytool");
        return new Keytool(List.of(program.toString())).and(words);
    }

    Keytool and(String... words) {
        return new Keytool(
                Stream.concat(command.stream(), List.of(words).stream()).toList());
    }

    void run() throws IOException {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IOException("keytool failed: " + output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while keytool ran", e);
        }
    }
}
