package io.follow.gateway.steps.pipeline;

import io.follow.gateway.component.streams.entry.Delivery;
import io.follow.gateway.resource.ResourceGate;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives a job back to its stream, uncounted, when it has failed for want of something that this machine lacks: another
 * worker may have it, or this one once it is there again.
 */
public final class GiveBack {

    private static final Logger LOG = LoggerFactory.getLogger(GiveBack.class);

    private final ResourceGate place;

    public GiveBack(ResourceGate place) {
        this.place = place;
    }

    /** Whether the machine is to blame for the failure of an exchange. */
    public boolean isDue(Exchange exchange) {
        Throwable failure = exchange.getException() != null
                ? exchange.getException()
                : exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        return failure != null && Delivery.of(exchange) != null && place.isToBlameFor(failure);
    }

    /** Gives the job back when its exchange ends, which the error handler lets it do. */
    public void toStream(Exchange exchange) {
        Delivery delivery = Delivery.required(exchange);
        LOG.debug("{} is given back, the machine is to blame", delivery);
        delivery.giveBack();
    }
}
