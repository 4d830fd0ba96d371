package io.follow.gateway.tracing;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.opentelemetry2.OpenTelemetryTracer;

/**
 * Camel's tracer, with the names of beans for the spans of steps. Camel's own are generated ids, such as
 * {@code bean4-bean}.
 */
final class RouteTracer extends OpenTelemetryTracer {

    /** What Camel calls a step of a route, for instance {@code bean[ref:decode method:picture]}. */
    private static final Pattern BEAN = Pattern.compile("bean\\[(?:ref:)?(?<name>[\\w-]+)(?:\\.\\w+)?(?<rest>.*)]");

    /** A note of a stage is written by a timer; its step takes microseconds. */
    private static final String PROGRESS = "stage";

    /** Begins the names of properties that mark steps without a span. */
    private static final String WITHOUT = "GatewayWithoutSpan-";

    /** What is sent somewhere has a span of its own. */
    @Override
    public boolean exclude(String endpointOrStep, CamelContext context) {
        return (endpointOrStep != null && endpointOrStep.endsWith("-to")) || super.exclude(endpointOrStep, context);
    }

    @Override
    protected void beginProcessorSpan(Exchange exchange, String step) throws Exception {
        String name = nameOf(exchange, step);
        if (name.equals(PROGRESS)) {
            exchange.setProperty(WITHOUT + step, true);
        } else {
            super.beginProcessorSpan(exchange, name);
        }
    }

    @Override
    protected void endProcessorSpan(Exchange exchange, String step) throws Exception {
        if (exchange.removeProperty(WITHOUT + step) == null) {
            super.endProcessorSpan(exchange, step);
        }
    }

    private static String nameOf(Exchange exchange, String step) {
        String label = exchange.getExchangeExtension().getHistoryNodeLabel();
        Matcher bean = label == null ? null : BEAN.matcher(label);
        return bean != null && step.endsWith("-bean") && bean.matches() ? bean.group("name") : step;
    }
}
