package io.follow.gateway.webhook;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** The secret for signatures. Never shows its value. */
public final class Secret {

    private static final String FILE = "file:";

    private final byte[] bytes;

    private Secret(String value) {
        this.bytes = value.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads a secret from the parameter of a route.
     *
     * @param text the secret itself, or {@code file:} and the path of a file that contains it; whitespace around the
     *     value in the file is ignored
     * @throws IllegalArgumentException with a message of one line, without the text, if there is no secret
     */
    public static Secret of(String text) {
        String value = text.startsWith(FILE) ? read(text.substring(FILE.length())) : text;
        if (value.isBlank()) {
            throw new IllegalArgumentException("found an empty secret, expected a value, {{env:NAME}} or file:PATH");
        }
        return new Secret(value);
    }

    private static String read(String path) {
        try {
            return Files.readString(Path.of(path)).strip();
        } catch (IOException | InvalidPathException e) {
            throw new IllegalArgumentException("found no readable file for the secret ("
                    + e.getClass().getSimpleName() + "), expected file:PATH of a text file that the gateway may read");
        }
    }

    byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public String toString() {
        return "(hidden)";
    }
}
