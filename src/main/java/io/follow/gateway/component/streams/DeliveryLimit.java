package io.follow.gateway.component.streams;

import io.follow.gateway.component.streams.entry.Delivery;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Channel;
import org.apache.camel.Exchange;
import org.apache.camel.Navigate;
import org.apache.camel.Processor;
import org.apache.camel.spi.ErrorHandlerRedeliveryCustomizer;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/**
 * Lets every step of the consuming route fail with a {@link DeliveryLimitException} for an entry that was delivered too
 * often, instead of running it: so it reaches whichever error handler the route has, none included. Steps of other
 * routes, to which the error handler may send it, run as usual.
 */
final class DeliveryLimit {

    private static final String REFUSED = "CamelValkeyStreamsRefused";

    private DeliveryLimit() {}

    /** Keeps the exchange out of the steps of its route. */
    static void refuse(Exchange exchange) {
        exchange.setProperty(REFUSED, true);
    }

    /**
     * Guards the steps of one route, before they are started. A step is a channel; between it and the route's processor
     * stand only processors that can be navigated.
     *
     * @param route what the consumer of the route calls
     */
    static void guard(Processor route) {
        if (route instanceof Channel step) {
            guard(step);
        } else if (route instanceof Navigate<?> navigable && navigable.hasNext()) {
            for (Object next : navigable.next()) {
                guard((Processor) next);
            }
        }
    }

    /** Stands behind the error handler, which tries again and handles; in front of one that does neither. */
    private static void guard(Channel step) {
        if (step.getErrorHandler() instanceof ErrorHandlerRedeliveryCustomizer handler) {
            handler.changeOutput(new Guard(handler.getOutput()));
        } else {
            step.setErrorHandler(new Guard(step.getOutput()));
        }
    }

    private static final class Guard extends DelegateAsyncProcessor {

        Guard(Processor step) {
            super(step);
        }

        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            if (exchange.getProperty(REFUSED) == null) {
                return super.process(exchange, callback);
            }
            exchange.setException(
                    new DeliveryLimitException(Delivery.required(exchange).deliveryCount() - 1));
            callback.done(true);
            return true;
        }
    }
}
