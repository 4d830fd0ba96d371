package io.follow.gateway.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** The output of a command with {@code --json}. */
final class JsonLine {

    private JsonLine() {}

    /** Writes text, numbers, and lists and maps of them as one line of JSON. */
    static String of(Object output) {
        try {
            // Created here, because help and errors are printed sooner without it.
            return new ObjectMapper().writeValueAsString(output);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the output of a command cannot be written as JSON", e);
        }
    }
}
