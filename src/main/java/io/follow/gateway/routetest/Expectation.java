package io.follow.gateway.routetest;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that a test expects to see.
 *
 * @param subject where it is looked for: the pipeline, stream, server or endpoint; empty where there is one place only
 * @param values what is expected, by the name of the value; those of a group are named like {@code headers.Accept}
 * @param count how many there are to be; null for one or more
 */
record Expectation(Place place, Kind kind, String subject, Map<String, ExpectedValue> values, @Nullable Integer count) {

    /** What can be seen. */
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

        /** The key in the file. */
        String key() {
            return key;
        }

        /** The key of the subject in the file; empty without one. */
        String subject() {
            return subject;
        }
    }

    /** Whether there is to be nothing of the kind. */
    boolean isAbsence() {
        return Integer.valueOf(0).equals(count);
    }

    /** What is looked for, in words, such as {@code entry of notes}. */
    String words() {
        return kind.one + ofSubject();
    }

    /** A number of it, such as {@code 2 entries of notes}. */
    String words(long number) {
        return number + " " + (number == 1 ? kind.one : kind.several) + ofSubject();
    }

    private String ofSubject() {
        return subject.isEmpty() ? "" : " of " + subject;
    }
}
