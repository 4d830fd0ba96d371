package io.follow.gateway.job;

import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The location of an object in its store. Keys are literal: they are never URL-decoded, and a backslash is an ordinary
 * character.
 *
 * @param value relative and {@code /}-separated, without an empty, {@code .} or {@code ..} part (so neither a leading
 *     nor a trailing slash), without control characters (U+0000 to U+001F, U+007F to U+009F), 1 to 1,024 bytes of
 *     UTF-8. U+FFFD is rejected as well: decoders substitute it for bytes that are not UTF-8, and two different keys
 *     must not become one.
 */
public record StorageKey(String value) {

    /** The longest key, in bytes of UTF-8. */
    public static final int MAX_BYTES = 1024;

    private static final int REPLACEMENT = 0xFFFD;

    // At least one letter, so that the end of "2026.02.24" or "v1.5" is not taken for an extension.
    private static final Pattern EXTENSION = Pattern.compile("(?=[0-9]*[A-Za-z])[A-Za-z0-9]{1,10}");

    /**
     * Keeps the rules.
     *
     * @throws IllegalArgumentException when the value breaks one
     */
    public StorageKey {
        Optional<String> fault = fault(value);
        if (fault.isPresent()) {
            throw new IllegalArgumentException("the key " + fault.get());
        }
    }

    /**
     * Parses an untrusted key.
     *
     * @param name  the name of the key in the message, for example {@code source_key}
     * @param value the text of the key
     * @return the key
     * @throws JobException {@link ErrorCode#INVALID_STORAGE_KEY} when the value breaks a rule
     */
    public static StorageKey of(String name, String value) throws JobException {
        Optional<String> fault = fault(value);
        if (fault.isPresent()) {
            throw new JobException(ErrorCode.INVALID_STORAGE_KEY, name + " " + fault.get());
        }
        return new StorageKey(value);
    }

    /**
     * Parses an unchecked name.
     *
     * @param value the text of the key
     * @return empty when the value breaks a rule
     */
    public static Optional<StorageKey> ifValid(String value) {
        return fault(value).isPresent() ? Optional.empty() : Optional.of(new StorageKey(value));
    }

    /**
     * The parts between the slashes.
     *
     * @return one or more names, the object's own last
     */
    public List<String> parts() {
        return List.of(value.split("/", -1));
    }

    /**
     * This key with the extension of another format. An extension is what follows the last dot of the last part, if
     * that is 1 to 10 letters and digits, at least one of them a letter, and something is before the dot. If the key
     * has none, the extension is appended. A key whose extension is equivalent is unchanged: case does not matter, and
     * {@code jpeg} equals {@code jpg}.
     *
     * @param extension the new extension without a dot, for example {@code webp}
     * @return {@code a.jpg} becomes {@code a.webp}, {@code a} becomes {@code a.webp}, {@code .jpg} becomes
     *     {@code .jpg.webp}
     * @throws JobException {@link ErrorCode#INVALID_STORAGE_KEY} when the key grows past {@link #MAX_BYTES}
     */
    public StorageKey withExtension(String extension) throws JobException {
        int nameStart = value.lastIndexOf('/') + 1;
        int dot = value.lastIndexOf('.');
        boolean hasExtension =
                dot > nameStart && EXTENSION.matcher(value.substring(dot + 1)).matches();
        if (hasExtension && canonical(value.substring(dot + 1)).equals(canonical(extension))) {
            return this;
        }
        String stem = hasExtension ? value.substring(0, dot) : value;
        return of("storage_key with the extension ." + extension, stem + "." + extension);
    }

    /** The bare key. */
    @Override
    public String toString() {
        return value;
    }

    private static String canonical(String extension) {
        String lowerCase = extension.toLowerCase(Locale.ROOT);
        return lowerCase.equals("jpeg") ? "jpg" : lowerCase;
    }

    private static Optional<String> fault(String value) {
        if (value.isEmpty()) {
            return Optional.of("is empty");
        }
        if (value.length() > MAX_BYTES) {
            return Optional.of(tooLong());
        }
        try {
            int bytes = StandardCharsets.UTF_8
                    .newEncoder()
                    .encode(CharBuffer.wrap(value))
                    .remaining();
            if (bytes > MAX_BYTES) {
                return Optional.of(tooLong());
            }
        } catch (CharacterCodingException loneSurrogate) {
            return Optional.of("is not valid UTF-8");
        }
        if (value.indexOf(REPLACEMENT) >= 0) {
            return Optional.of("is not valid UTF-8");
        }
        if (value.chars().anyMatch(Character::isISOControl)) {
            return Optional.of("holds a control character");
        }
        return pathFault(value);
    }

    private static Optional<String> pathFault(String value) {
        if (value.startsWith("/")) {
            return Optional.of("is absolute, expected a key relative to its store");
        }
        for (String part : value.split("/", -1)) {
            if (part.isEmpty()) {
                return Optional.of("has an empty part");
            }
            if (part.equals(".") || part.equals("..")) {
                return Optional.of("has a part " + part);
            }
        }
        return Optional.empty();
    }

    private static String tooLong() {
        return "is longer than " + MAX_BYTES + " bytes";
    }
}
