package io.follow.gateway.routetest;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An expectation of a test.
 *
 * @param subject the pipeline, stream, server or endpoint; empty if the kind has no subject
 * @param values the expected values by name; members of a group have names such as {@code headers.Accept}
 * @param count the expected number; null for one or more
 */
record Expectation(Place place, Kind kind, String subject, Map<String, ExpectedValue> values, @Nullable Integer count) {

    /** The kinds of observations. */
    enum Kind {
        RESULT("result", "pipeline", "result", "results"),
        ENTRY("entry", "stream", "entry", "entries"),
        FILE("file", "", "file", "files"),
        REQUEST("request", "server", "request", "requests"),
        MESSAGE("message", "endpoint", "message", "messages"),
        RESPONSE("response", "", "response", "responses"),
        LOG("log", "", "line of the log", "lines of the log");

        private final String key;
        private final String subject;
        private final String one;
        private final String several;

        Kind(String key, String subject, String one, String several) {
            this.key = key;
            this.subject = subject;
            this.one = one;
            this.several = several;
        }

        /** The key in the test file. */
        String key() {
            return key;
        }

        /** The key of the subject in the test file; empty if the kind has no subject. */
        String subject() {
            return subject;
        }
    }

    /** Whether nothing of the kind may be observed. */
    boolean isAbsence() {
        return Integer.valueOf(0).equals(count);
    }

    /** A description for messages, such as {@code entry of notes}. */
    String words() {
        return kind.one + ofSubject();
    }

    /** A description with a number, such as {@code 2 entries of notes}. */
    String words(long number) {
        return number + " " + (number == 1 ? kind.one : kind.several) + ofSubject();
    }

    private String ofSubject() {
        return subject.isEmpty() ? "" : " of " + subject;
    }
}
