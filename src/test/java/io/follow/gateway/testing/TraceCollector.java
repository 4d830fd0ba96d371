package io.follow.gateway.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** A collector of OpenTelemetry that keeps the spans it is sent by OTLP over HTTP. */
public final class TraceCollector implements AutoCloseable {

    private final HttpServer server;
    private final List<TracedSpan> spans = new CopyOnWriteArrayList<>();

    /**
     * A span.
     *
     * @param parent empty for one without
     */
    public record TracedSpan(
            String name, String trace, String id, String parent, boolean failed, Map<String, String> labels) {

        private static TracedSpan of(Span span) {
            return new TracedSpan(
                    span.getName(),
                    hex(span.getTraceId().toByteArray()),
                    hex(span.getSpanId().toByteArray()),
                    hex(span.getParentSpanId().toByteArray()),
                    span.getStatus().getCode() == Status.StatusCode.STATUS_CODE_ERROR,
                    span.getAttributesList().stream()
                            .collect(Collectors.toMap(
                                    KeyValue::getKey, label -> label.getValue().getStringValue())));
        }

        private static String hex(byte[] id) {
            return HexFormat.of().formatHex(id);
        }
    }

    private TraceCollector(HttpServer server) {
        this.server = server;
    }

    /** Listens on a free port of this machine. */
    public static TraceCollector start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            TraceCollector collector = new TraceCollector(server);
            server.createContext("/v1/traces", collector::take);
            server.start();
            return collector;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            ExportTraceServiceRequest request = ExportTraceServiceRequest.parseFrom(exchange.getRequestBody());
            request.getResourceSpansList().stream()
                    .flatMap(resource -> resource.getScopeSpansList().stream())
                    .flatMap(scope -> scope.getSpansList().stream())
                    .map(TracedSpan::of)
                    .forEach(spans::add);
            exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(200, -1);
        }
    }

    /** What {@code OTEL_EXPORTER_OTLP_ENDPOINT} is to say. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The spans of a trace so far. */
    public List<TracedSpan> ofTrace(String trace) {
        return spans.stream().filter(span -> span.trace().equals(trace)).toList();
    }

    /** All spans so far. */
    public List<TracedSpan> spans() {
        return List.copyOf(spans);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
