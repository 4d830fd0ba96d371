package io.follow.gateway.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.testing.CapturedLog;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.net.ConnectException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportingSpanExporterTest {

    private final Deque<CompletableResultCode> results = new ArrayDeque<>();
    private final ReportingSpanExporter exporter = new ReportingSpanExporter(new Collector());

    private final class Collector implements SpanExporter {

        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            return results.remove();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }

    private void send(CompletableResultCode... all) {
        for (CompletableResultCode result : all) {
            results.add(result);
            exporter.export(List.of());
        }
    }

    private static CompletableResultCode away() {
        return CompletableResultCode.ofExceptionalFailure(new IllegalStateException(new ConnectException("10.0.0.1")));
    }

    @Test
    void logsTheFirstFailureAndTheRecoveryOnly() {
        try (CapturedLog log = CapturedLog.of(ReportingSpanExporter.class)) {
            // when
            send(CompletableResultCode.ofSuccess(), away(), away(), CompletableResultCode.ofSuccess());

            // then
            assertThat(log.lines())
                    .containsExactly(
                            "WARN traces cannot be sent to the collector (ConnectException) and are dropped",
                            "INFO traces are sent again");
        }
    }

    @Test
    void tellsOfACollectorThatRefuses() {
        try (CapturedLog log = CapturedLog.of(ReportingSpanExporter.class)) {
            // when
            send(CompletableResultCode.ofFailure());

            // then
            assertThat(log.lines())
                    .containsExactly("WARN traces cannot be sent to the collector (it refused them) and are dropped");
        }
    }
}
