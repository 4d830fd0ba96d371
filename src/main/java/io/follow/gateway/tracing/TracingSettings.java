package io.follow.gateway.tracing;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;

/**
 * The standard OpenTelemetry variables, and whether they enable tracing. Unlike in the SDK, tracing is off by default:
 * it is on if {@code OTEL_TRACES_EXPORTER} or an OTLP endpoint is set.
 *
 * @param properties the settings by their SDK names, such as {@code otel.traces.exporter}
 */
public record TracingSettings(Map<String, String> properties) {

    private static final String PREFIX = "otel.";
    private static final String EXPORTER = "otel.traces.exporter";

    public TracingSettings {
        properties = Map.copyOf(properties);
    }

    /**
     * Reads the variables and properties that begin with {@code OTEL_} or {@code otel.}; a blank variable counts as
     * unset.
     */
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

    /** Whether tracing is enabled. */
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
