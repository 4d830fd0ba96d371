package io.follow.gateway.component.streams;

import io.follow.gateway.component.streams.entry.Delivery;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.NamedRoute;
import org.apache.camel.Processor;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/**
 * Lets every step of the consuming route fail with a {@link DeliveryLimitException} for an entry that was delivered too
 * often, instead of running it: so it reaches whichever error handler the route has, none included. Steps of other
 * routes, to which the error handler may send it, run as usual.
 */
final class DeliveryLimit implements InterceptStrategy {

    private static final String REFUSED = "CamelValkeyStreamsRefused";

    /** Keeps the exchange out of the steps of its route. */
    static void refuse(Exchange exchange) {
        exchange.setProperty(REFUSED, true);
    }

    @Override
    public Processor wrapProcessorInInterceptors(
            CamelContext context, NamedNode definition, Processor target, Processor nextTarget) {
        return definition.getParent() instanceof NamedRoute route ? new Guard(route, target) : target;
    }

    private static final class Guard extends DelegateAsyncProcessor {

        private final NamedRoute route;

        Guard(NamedRoute route, Processor target) {
            super(target);
            this.route = route;
        }

        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            if (exchange.getProperty(REFUSED) == null || !route.getRouteId().equals(exchange.getFromRouteId())) {
                return super.process(exchange, callback);
            }
            exchange.setException(
                    new DeliveryLimitException(Delivery.required(exchange).deliveryCount() - 1));
            callback.done(true);
            return true;
        }
    }
}
