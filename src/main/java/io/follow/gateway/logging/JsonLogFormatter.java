package io.follow.gateway.logging;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;
import org.springframework.boot.json.JsonWriter;
import org.springframework.boot.json.JsonWriter.Members;
import org.springframework.boot.logging.structured.StructuredLogFormatter;

/**
 * Writes each event as one JSON object on one line: {@code time} (RFC 3339, UTC), {@code level}, {@code msg}, {@code logger},
 * the event's key-value pairs by their names and, with an exception, {@code error} with {@code type}, {@code message} and
 * {@code stack_trace}.
 */
public final class JsonLogFormatter implements StructuredLogFormatter<ILoggingEvent> {

    private static final List<String> OWN_NAMES = List.of("time", "level", "msg", "logger", "error");

    private final ThrowableProxyConverter stackTraces = new ThrowableProxyConverter();
    private final JsonWriter<ILoggingEvent> writer =
            JsonWriter.<ILoggingEvent>of(this::addMembers).withNewLineAtEnd();

    /** The constructor that Spring Boot calls. */
    public JsonLogFormatter() {
        stackTraces.start();
    }

    @Override
    public String format(ILoggingEvent event) {
        return writer.writeToString(event);
    }

    private void addMembers(Members<ILoggingEvent> members) {
        members.add("time", event -> Instant.ofEpochMilli(event.getTimeStamp()).toString());
        members.add("level", ILoggingEvent::getLevel).as(String::valueOf);
        members.add("msg", ILoggingEvent::getFormattedMessage);
        members.add("logger", ILoggingEvent::getLoggerName);
        members.add().<String, Object>usingPairs((event, pairs) -> fields(event).forEach(pairs));
        members.add("error", this::error).whenNotNull();
    }

    /** One value per name, because an object with duplicate names is ambiguous. */
    private static Map<String, @Nullable Object> fields(ILoggingEvent event) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        List<KeyValuePair> pairs = event.getKeyValuePairs();
        if (pairs != null) {
            pairs.forEach(pair -> fields.put(pair.key, pair.value));
        }
        OWN_NAMES.forEach(fields::remove);
        return fields;
    }

    private @Nullable Map<String, @Nullable Object> error(ILoggingEvent event) {
        IThrowableProxy thrown = event.getThrowableProxy();
        if (thrown == null) {
            return null;
        }
        Map<String, @Nullable Object> error = new LinkedHashMap<>();
        error.put("type", thrown.getClassName());
        error.put("message", thrown.getMessage());
        error.put("stack_trace", stackTraces.convert(event));
        return error;
    }
}
