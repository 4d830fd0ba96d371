package io.follow.gateway.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.follow.gateway.live.LiveEvent;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Writes events in the form of Server-Sent Events (HTML standard, section 9.2). */
record EventFrames(ObjectMapper json) {

    /** Tells browsers how long to wait, in milliseconds, before they connect again. */
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
