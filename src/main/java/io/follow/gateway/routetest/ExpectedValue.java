package io.follow.gateway.routetest;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is expected of a value.
 *
 * @param words what a value has to be, for messages
 */
record ExpectedValue(String words, Check check) {

    /** Whether a value is as expected; null where there is none. */
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
