package io.follow.gateway.tracing;

import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import java.io.Closeable;
import java.util.Map;
import org.apache.camel.CamelContext;

/**
 * Starts the OpenTelemetry SDK. Separate from {@link Tracing}, so that the classes of the SDK are loaded only if
 * tracing is enabled.
 */
final class OpenTelemetrySdkStarter {

    private static final String SCOPE = "io.follow.gateway";

    /** Metrics are exported for Prometheus, and logs go to the console. */
    private static final Map<String, String> DEFAULTS = Map.of(
            "otel.service.name", "image-gateway",
            "otel.traces.exporter", "otlp",
            "otel.metrics.exporter", "none",
            "otel.logs.exporter", "none",
            "otel.exporter.otlp.protocol", "http/protobuf");

    private OpenTelemetrySdkStarter() {}

    /** Adds a tracer to a context; closing the result sends the remaining spans and stops the SDK. */
    static Closeable start(CamelContext camel, TracingSettings settings) {
        OpenTelemetrySdk sdk = sdk(settings);
        camel.getRegistry().bind("tracer", Tracer.class, sdk.getTracer(SCOPE));
        camel.getRegistry().bind("contextPropagators", ContextPropagators.class, sdk.getPropagators());
        RouteTracer tracer = new RouteTracer();
        tracer.setTraceProcessors(true);
        tracer.init(camel);
        return sdk;
    }

    private static OpenTelemetrySdk sdk(TracingSettings settings) {
        try {
            return AutoConfiguredOpenTelemetrySdk.builder()
                    .addPropertiesSupplier(() -> DEFAULTS)
                    .addPropertiesCustomizer(properties -> settings.properties())
                    .addSpanExporterCustomizer((exporter, properties) -> new ReportingSpanExporter(exporter))
                    .disableShutdownHook()
                    .build()
                    .getOpenTelemetrySdk();
        } catch (ConfigurationException e) {
            throw new IllegalStateException(
                    "the OTEL_ variables cannot be used: " + e.getMessage() + "; correct them or unset them", e);
        }
    }
}
