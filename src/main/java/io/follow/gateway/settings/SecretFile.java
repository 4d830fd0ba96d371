package io.follow.gateway.settings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that holds the value of one variable. */
final class SecretFile {

    private static final int MOST_BYTES = 64 * 1024;

    private SecretFile() {}

    /**
     * Reads a value; blanks and line ends around it do not belong to it.
     *
     * @param variable which names the file
     * @throws InvalidSettingException when the file cannot be read, is empty or is larger than 64 KiB; never with its content
     */
    static GivenValue read(String variable, Path file) {
        byte[] content;
        try (InputStream in = Files.newInputStream(file)) {
            content = in.readNBytes(MOST_BYTES + 1);
        } catch (IOException e) {
            throw unusable(variable, file, "it cannot be read");
        }
        if (content.length > MOST_BYTES) {
            throw unusable(variable, file, "it has more than 64 KiB");
        }
        String value = new String(content, StandardCharsets.UTF_8).strip();
        if (value.isEmpty()) {
            throw unusable(variable, file, "it is empty");
        }
        return new GivenValue(variable, value);
    }

    private static InvalidSettingException unusable(String variable, Path file, String reason) {
        return new InvalidSettingException(
                variable + " is \"" + file + "\", expected a file that holds the value; " + reason);
    }
}
