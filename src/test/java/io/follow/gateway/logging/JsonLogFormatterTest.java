package io.follow.gateway.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

class JsonLogFormatterTest {

    private final Logger logger = new LoggerContext().getLogger("io.follow.gateway.jobs");

    private LoggingEvent event(String message, @Nullable Throwable thrown, Object... arguments) {
        return new LoggingEvent(getClass().getName(), logger, Level.WARN, message, thrown, arguments);
    }

    /** The one line that an event becomes. */
    private static JsonNode line(LoggingEvent event) throws IOException {
        String text = new JsonLogFormatter().format(event);
        assertThat(text).endsWith("}\n").hasLineCount(1);
        return new ObjectMapper().readTree(text);
    }

    @Test
    void hasTimeLevelMessageAndLogger() throws IOException {
        // given
        LoggingEvent event = event("job {} \"failed\"\nat once", null, "1-0");
        event.setInstant(Instant.parse("2026-02-24T10:00:00Z"));

        // when
        JsonNode line = line(event);

        // then
        assertThat(line)
                .isEqualTo(
                        new ObjectMapper()
                                .readTree(
                                        """
                {"time":"2026-02-24T10:00:00Z","level":"WARN","msg":"job 1-0 \\"failed\\"\\nat once",
                "logger":"io.follow.gateway.jobs"}"""));
    }

    @Test
    void hasFieldsByTheirNamesAndTypes() throws IOException {
        // given
        LoggingEvent event = event("done", null);
        event.addKeyValuePair(new KeyValuePair("image_id", "a"));
        event.addKeyValuePair(new KeyValuePair("file_size", 12));
        event.addKeyValuePair(new KeyValuePair("stages_ms", Map.of("read", 2L)));
        event.addKeyValuePair(new KeyValuePair("error_code", null));

        // when
        JsonNode line = line(event);

        // then
        assertThat(line.path("image_id").asText()).isEqualTo("a");
        assertThat(line.path("file_size").isInt()).isTrue();
        assertThat(line.path("stages_ms").path("read").asInt()).isEqualTo(2);
        assertThat(line.path("error_code").isNull()).isTrue();
    }

    @Test
    void hasNoNameTwice() throws IOException {
        // given
        LoggingEvent event = event("done", null);
        event.addKeyValuePair(new KeyValuePair("msg", "other"));
        event.addKeyValuePair(new KeyValuePair("status", "first"));
        event.addKeyValuePair(new KeyValuePair("status", "second"));

        // when
        JsonNode line = line(event);

        // then
        assertThat(line.path("msg").asText()).isEqualTo("done");
        assertThat(line.path("status").asText()).isEqualTo("second");
    }

    @Test
    void keepsAStackTraceInTheObject() throws IOException {
        JsonNode error = line(event("broken", new IOException("no room", new IllegalStateException("full"))))
                .path("error");
        assertThat(error.path("type").asText()).isEqualTo("java.io.IOException");
        assertThat(error.path("message").asText()).isEqualTo("no room");
        assertThat(error.path("stack_trace").asText())
                .contains("\tat ", "Caused by: java.lang.IllegalStateException: full");
    }
}
