package io.follow.gateway.tracing;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.opentelemetry2.OpenTelemetryTracer;

/**
 * Camel's tracer, which names the spans of steps after their beans instead of generated ids such as {@code bean4-bean}.
 */
final class RouteTracer extends OpenTelemetryTracer {

    /** Camel's label of a step, for example {@code bean[ref:decode method:picture]}. */
    private static final Pattern BEAN = Pattern.compile("bean\\[(?:ref:)?(?<name>[\\w-]+)(?:\\.\\w+)?(?<rest>.*)]");

    /** A reported stage is written by a timer; its step takes microseconds. */
    private static final String PROGRESS = "stage";

    /** The prefix of the properties that mark steps without a span. */
    private static final String WITHOUT = "GatewayWithoutSpan-";

    /** Messages that are sent to an endpoint have their own span. */
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
