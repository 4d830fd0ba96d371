package io.follow.gateway.storage;

import io.follow.gateway.job.ErrorCode;
import io.follow.gateway.job.JobException;
import io.follow.gateway.job.StorageKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/**
 * A key as a path in a file system.
 *
 * @param folders the directory names, from the root
 * @param name    the file name
 */
record KeyPath(List<String> folders, String name) {

    /** The maximum name length of common file systems, in bytes. */
    private static final int MAX_NAME_BYTES = 255;

    /**
     * Splits a key.
     *
     * @throws JobException {@link ErrorCode#INVALID_STORAGE_KEY} if a file store does not support such a key
     * @throws IOException if the locale of this process does not support such a name
     */
    static KeyPath of(StorageKey key) throws JobException, IOException {
        List<String> parts = key.parts();
        for (String part : parts) {
            check(part);
        }
        int last = parts.size() - 1;
        return new KeyPath(parts.subList(0, last), parts.get(last));
    }

    /** Whether this process supports all characters in file names, which requires a UTF-8 locale. */
    static boolean takesEveryCharacter() {
        try {
            return !Path.of("\u00e9\u753b").toString().isEmpty();
        } catch (InvalidPathException unmappable) {
            return false;
        }
    }

    private static void check(String part) throws JobException, IOException {
        if (part.equals(TemporaryFolder.NAME)) {
            throw invalid("the key has the reserved part " + part);
        }
        if (part.getBytes(StandardCharsets.UTF_8).length > MAX_NAME_BYTES) {
            throw invalid("the key has a part longer than " + MAX_NAME_BYTES + " bytes");
        }
        try {
            // If the backslash is a separator, one name could become several.
            if (Path.of(part).getNameCount() != 1) {
                throw invalid("the key has a part that is no file name on this platform");
            }
        } catch (InvalidPathException unmappable) {
            throw new IOException(
                    "the locale of this process has no such characters, expected a UTF-8 one", unmappable);
        }
    }

    private static JobException invalid(String message) {
        return new JobException(ErrorCode.INVALID_STORAGE_KEY, message);
    }
}
