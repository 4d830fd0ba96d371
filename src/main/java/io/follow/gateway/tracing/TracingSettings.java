package io.follow.gateway.tracing;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;

/**
 * The standard variables of OpenTelemetry, and whether they ask for traces. Unlike in the SDK itself, none means no: traces
 * are on if {@code OTEL_TRACES_EXPORTER} or an OTLP endpoint is set.
 *
 * @param properties by the names of the SDK, such as {@code otel.traces.exporter}
 */
public record TracingSettings(Map<String, String> properties) {

    private static final String PREFIX = "otel.";
    private static final String EXPORTER = "otel.traces.exporter";

    public TracingSettings {
        properties = Map.copyOf(properties);
    }

    /** Takes what begins with {@code OTEL_} or {@code otel.}; a blank variable counts as unset. */
    public static TracingSettings of(ConfigurableEnvironment environment) {
        Map<String, String> found = new TreeMap<>();
        environment.getPropertySources().stream()
                .filter(EnumerablePropertySource.class::isInstance)
                .flatMap(source -> Arrays.stream(((EnumerablePropertySource<?>) source).getPropertyNames()))
                .forEach(name -> {
                    String key = name.toLowerCase(Locale.ROOT).replace('_', '.');
                    String value = key.startsWith(PREFIX) ? environment.getProperty(name) : null;
                    if (value != null && !value.isBlank()) {
                        found.putIfAbsent(key, value.strip());
                    }
                });
        return new TracingSettings(found);
    }

    /** Whether anything is to be traced. */
    public boolean isOn() {
        String exporter = properties.get(EXPORTER);
        boolean disabled = "true".equalsIgnoreCase(properties.get("otel.sdk.disabled"));
        return !disabled && (exporter == null ? hasEndpoint() : !exporter.equals("none"));
    }

    private boolean hasEndpoint() {
        return isSet("otel.exporter.otlp.endpoint") || isSet("otel.exporter.otlp.traces.endpoint");
    }

    private boolean isSet(String name) {
        @Nullable String value = properties.get(name);
        return value != null;
    }
}
