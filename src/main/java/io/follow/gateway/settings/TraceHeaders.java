package io.follow.gateway.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.core.env.Environment;

/** The headers for a collector of traces, which often hold a key: OpenTelemetry itself reads no files. */
final class TraceHeaders {

    private static final List<String> NAMES =
            List.of("OTEL_EXPORTER_OTLP_HEADERS", "OTEL_EXPORTER_OTLP_TRACES_HEADERS");

    private TraceHeaders() {}

    /**
     * Reads them from the files that {@code OTEL_EXPORTER_OTLP_HEADERS_FILE} and
     * {@code OTEL_EXPORTER_OTLP_TRACES_HEADERS_FILE} name.
     *
     * @return by the names that the SDK reads; none for a variable without a file
     * @throws InvalidSettingException when a file cannot be used, or a variable and its file are both given
     */
    static Map<String, Object> fromFiles(Environment environment) {
        Variables variables = new Variables(environment);
        Map<String, Object> headers = new LinkedHashMap<>();
        for (String name : NAMES) {
            GivenValue given = variables.secret(name);
            if (given != null && !given.variable().equals(name)) {
                headers.put(name.toLowerCase(Locale.ROOT).replace('_', '.'), given.value());
            }
        }
        return headers;
    }
}
