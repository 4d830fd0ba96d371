package io.follow.gateway.routing.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What the value of an option may be, as Camel's build wrote it down.
 *
 * @param name such as {@code integer}, {@code duration} or {@code string}
 * @param values the only ones that are allowed; empty when there is no such list
 */
record ValueType(String name, List<String> values) {

    private static final Pattern WHOLE = Pattern.compile("[+-]?\\d+");
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+(\\.\\d+)?");
    private static final Pattern TIME = Pattern.compile(
            "-?\\d+|(?:\\d+(?:\\.\\d+)?\\s*(?:ms|millis|s|secs?|seconds?|m|mins?|minutes?|h|hours?|d|days?)\\s*)+",
            Pattern.CASE_INSENSITIVE);

    static ValueType of(JsonNode option) {
        List<String> values = new ArrayList<>();
        option.path("enum").forEach(value -> values.add(value.asText()));
        return new ValueType(option.path("type").asText(), values);
    }

    /** Whether Camel can make something of the value. It takes the words of a list in capitals or with dashes, too. */
    boolean allows(String value) {
        if (!values.isEmpty()) {
            return values.stream().anyMatch(allowed -> plain(allowed).equals(plain(value)));
        }
        return switch (name) {
            case "integer" -> WHOLE.matcher(value).matches();
            case "number" -> NUMBER.matcher(value).matches();
            case "boolean" -> value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false");
            case "duration" -> isDuration(value);
            default -> true;
        };
    }

    /** The rule in words, as it follows "expected". */
    String description() {
        if (!values.isEmpty()) {
            return Nearest.list("one of its values", values);
        }
        return switch (name) {
            case "integer" -> "a whole number";
            case "number" -> "a number";
            case "boolean" -> "true or false";
            case "duration" -> "a time such as 500, 30s or 5m";
            default -> "another value";
        };
    }

    private static boolean isDuration(String value) {
        if (TIME.matcher(value.strip()).matches()) {
            return true;
        }
        try {
            Duration.parse(value);
            return true;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private static String plain(String word) {
        return word.replaceAll("[-_]", "").toLowerCase(Locale.ROOT);
    }
}
