package io.follow.gateway.steps.pipeline;

import io.follow.gateway.component.streams.entry.Delivery;
import io.follow.gateway.resource.ResourceGate;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Returns a job to its stream without counting the delivery if it failed because this machine lacks a resource. Another
 * machine may have the resource, or this one may have it again later.
 */
public final class GiveBack {

    private static final Logger LOG = LoggerFactory.getLogger(GiveBack.class);

    private final ResourceGate place;

    public GiveBack(ResourceGate place) {
        this.place = place;
    }

    /** Whether an exchange failed because of the machine. */
    public boolean isDue(Exchange exchange) {
        Throwable failure = exchange.getException() != null
                ? exchange.getException()
                : exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        return failure != null && Delivery.of(exchange) != null && place.isToBlameFor(failure);
    }

    /** Returns the job to its stream when its exchange ends. */
    public void toStream(Exchange exchange) {
        Delivery delivery = Delivery.required(exchange);
        LOG.debug("{} is given back, the machine is to blame", delivery);
        delivery.giveBack();
    }
}
