package io.follow.gateway.tracing;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs the first failure to send spans and the recovery only; the SDK would log a stack trace each time. Spans that
 * cannot be sent are dropped; jobs are not delayed.
 */
final class ReportingSpanExporter implements SpanExporter {

    private static final Logger LOG = LoggerFactory.getLogger(ReportingSpanExporter.class);

    private final SpanExporter exporter;
    private final AtomicBoolean failing = new AtomicBoolean();

    ReportingSpanExporter(SpanExporter exporter) {
        this.exporter = exporter;
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        CompletableResultCode result = exporter.export(spans);
        return result.whenComplete(() -> {
            if (!result.isSuccess()) {
                failed(result.getFailureThrowable());
            } else if (failing.compareAndSet(true, false)) {
                LOG.info("traces are sent again");
            }
        });
    }

    private void failed(@Nullable Throwable failure) {
        if (failing.compareAndSet(false, true)) {
            LOG.warn("traces cannot be sent to the collector ({}) and are dropped", reasonOf(failure));
        }
    }

    private static String reasonOf(@Nullable Throwable failure) {
        Throwable cause = failure;
        while (cause != null && cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return cause == null ? "it refused them" : cause.getClass().getSimpleName();
    }

    @Override
    public CompletableResultCode flush() {
        return exporter.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
        return exporter.shutdown();
    }
}
