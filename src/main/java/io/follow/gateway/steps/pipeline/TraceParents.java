package io.follow.gateway.steps.pipeline;

import io.follow.gateway.component.streams.entry.Delivery;
import io.follow.gateway.job.TraceParent;
import java.util.Map;
import org.apache.camel.Exchange;

/** Copies the trace context of a job to its result. */
final class TraceParents {

    private TraceParents() {}

    /** Copies the context of the current span, which a tracer sets as a header, or else that of the producer. */
    static void pass(Exchange exchange, Map<String, String> result) {
        TraceParent.put(Delivery.required(exchange).fields().get(TraceParent.FIELD), result);
        TraceParent.put(exchange.getMessage().getHeader(TraceParent.FIELD, String.class), result);
    }
}
