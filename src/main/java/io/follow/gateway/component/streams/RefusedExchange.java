package io.follow.gateway.component.streams;

import org.apache.camel.AsyncCallback;
import org.apache.camel.Channel;
import org.apache.camel.Exchange;
import org.apache.camel.Navigate;
import org.apache.camel.Processor;
import org.apache.camel.spi.ErrorHandlerRedeliveryCustomizer;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/**
 * Makes every step of the consuming route fail for an exchange that must not run, such as that of an entry that was
 * delivered too often, so that the exchange reaches the error handler of the route, if any. Steps of other routes, to
 * which the error handler may send it, run as usual.
 */
final class RefusedExchange {

    private static final String FAILURE = "CamelValkeyStreamsRefused";

    private RefusedExchange() {}

    /** Marks the exchange as failed, so that the steps of its route do not run. */
    static void refuse(Exchange exchange, Throwable failure) {
        exchange.setProperty(FAILURE, failure);
    }

    /**
     * Guards the steps of one route, before they are started. A step is a channel; between it and the route's processor
     * stand only processors that can be navigated.
     *
     * @param route the processor that the consumer of the route calls
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

    /** Is placed behind an error handler that retries or handles errors, and in front of one that does neither. */
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
            Throwable failure = exchange.getProperty(FAILURE, Throwable.class);
            if (failure == null) {
                return super.process(exchange, callback);
            }
            exchange.setException(failure);
            callback.done(true);
            return true;
        }
    }
}
