package io.follow.gateway.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.follow.gateway.live.LiveEvent;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Formats events as Server-Sent Events (HTML standard, section 9.2). */
record EventFrames(ObjectMapper json) {

    /** Tells browsers the reconnect delay in milliseconds. */
    static final String HEAD = "retry: 3000\n\n";

    byte[] frame(LiveEvent event) {
        try {
            // JSON has no line breaks, so one data line is enough.
            return ("event: " + event.kind().name().toLowerCase(Locale.ROOT) + "\ndata: "
                            + json.writeValueAsString(event.data()) + "\n\n")
                    .getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of text can always be written as JSON", e);
        }
    }
}
