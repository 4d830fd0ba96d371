package io.follow.gateway.component.streams;

/**
 * An entry was delivered as often as allowed without being settled. The consumer does not run the steps of the route
 * for it, but passes this exception to the route's error handler, so that {@code onException} determines the outcome.
 */
public class DeliveryLimitException extends Exception {

    private static final long serialVersionUID = 1L;

    DeliveryLimitException(long deliveries) {
        super("delivered " + deliveries + " times without being settled, no further run is allowed");
    }
}
