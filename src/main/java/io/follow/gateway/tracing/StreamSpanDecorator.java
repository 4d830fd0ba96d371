package io.follow.gateway.tracing;

import io.follow.gateway.component.streams.ValkeyStreamsComponent;
import io.follow.gateway.component.streams.ValkeyStreamsEndpoint;
import io.follow.gateway.component.streams.entry.Delivery;
import io.follow.gateway.job.JobException;
import io.follow.gateway.job.OneLine;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.telemetry.Span;
import org.apache.camel.telemetry.decorators.AbstractSpanDecorator;

/**
 * Names and labels the spans of streams: the span of a job, and those of added and settled entries. Camel finds it
 * through {@code META-INF/services}.
 */
public final class StreamSpanDecorator extends AbstractSpanDecorator {

    private static final String CAMEL = "camel-";

    @Override
    public String getComponent() {
        return "valkey-streams";
    }

    @Override
    public String getComponentClassName() {
        return ValkeyStreamsComponent.class.getName();
    }

    /** Follows the OpenTelemetry conventions for messaging: the operation and the stream. */
    @Override
    public String getOperationName(Exchange exchange, Endpoint endpoint) {
        Delivery delivery = Delivery.of(exchange);
        if (endpoint.equals(exchange.getFromEndpoint()) && delivery != null) {
            return "process " + delivery.stream();
        }
        return endpoint instanceof ValkeyStreamsEndpoint own
                        && own.getConfiguration().isSettle()
                ? "settle"
                : "send";
    }

    @Override
    public void beforeTracingEvent(Span span, Exchange exchange, Endpoint endpoint) {
        span.setComponent(CAMEL + getComponent());
        span.setTag("messaging.system", "valkey");
        Delivery delivery = Delivery.of(exchange);
        if (delivery != null) {
            span.setTag("messaging.destination.name", delivery.stream());
            span.setTag("messaging.message.id", delivery.entryId());
            String pipeline = delivery.destinations().pipeline();
            if (pipeline != null) {
                span.setTag("pipeline", pipeline);
            }
            String image = delivery.fields().get("image_id");
            if (image != null) {
                span.setTag("image_id", OneLine.of(image));
            }
        }
    }

    /** A failure that the route has handled is nevertheless a failure of the job. */
    @Override
    public void afterTracingEvent(Span span, Exchange exchange) {
        super.afterTracingEvent(span, exchange);
        Throwable handled = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        if (handled != null) {
            span.setError(true);
            span.setTag("error.type", typeOf(handled));
        }
    }

    private static String typeOf(Throwable failure) {
        return failure instanceof JobException job
                ? job.getCode().name()
                : failure.getClass().getSimpleName();
    }
}
