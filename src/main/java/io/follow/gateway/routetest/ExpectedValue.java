package io.follow.gateway.routetest;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The condition for a value.
 *
 * @param words a description for messages
 */
record ExpectedValue(String words, Check check) {

    /** Tests a value, which is null if it is missing. */
    @FunctionalInterface
    interface Check {
        boolean accepts(@Nullable String value);
    }

    static ExpectedValue exactly(String text) {
        return new ExpectedValue("\"" + text + "\"", text::equals);
    }

    static ExpectedValue present(boolean present) {
        return new ExpectedValue(present ? "a value" : "no value", value -> (value != null) == present);
    }

    static ExpectedValue containing(String part) {
        return new ExpectedValue("a text with \"" + part + "\"", value -> value != null && value.contains(part));
    }

    static ExpectedValue matching(Pattern pattern) {
        return new ExpectedValue(
                "a text that matches " + pattern,
                value -> value != null && pattern.matcher(value).matches());
    }

    boolean accepts(@Nullable String value) {
        return check.accepts(value);
    }
}
