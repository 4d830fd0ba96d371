package io.follow.gateway.job;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/** Formats and parses times in stream fields, hashes and JSON: RFC 3339. */
public final class WireTime {

    // Stricter than Instant.parse, which also accepts signed years and 24:00:00.
    private static final Pattern RFC_3339 = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt]([01][0-9]|2[0-3]):[0-9]{2}:"
            + "[0-9]{2}(\\.[0-9]{1,9})?([Zz]|[+-][0-9]{2}:[0-9]{2})");

    private static final DateTimeFormatter MILLISECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private WireTime() {}

    /**
     * Formats a time in UTC with {@code Z} and always three fractional digits, so that times also sort as text.
     *
     * @param time a time of the years 0000 to 9999; finer parts than a millisecond are cut off
     * @return for instance {@code 2026-02-24T10:00:00.000Z}
     */
    public static String format(Instant time) {
        return MILLISECONDS.format(time);
    }

    /**
     * Parses an RFC 3339 time, with {@code Z} or an offset and up to nine fractional digits.
     *
     * @param text untrusted text
     * @return the time, or empty if the text is not a time
     */
    public static Optional<Instant> parse(String text) {
        if (!RFC_3339.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException notADate) {
            return Optional.empty();
        }
    }
}
