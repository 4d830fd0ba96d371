package io.follow.gateway.component.streams;

/**
 * An entry was delivered as often as allowed and never ended. The consumer does not run the route's steps for it, but
 * hands this exception to the route's error handler, so that {@code onException} says what becomes of it.
 */
public class DeliveryLimitException extends Exception {

    private static final long serialVersionUID = 1L;

    DeliveryLimitException(long deliveries) {
        super("delivered " + deliveries + " times without being settled, no further run is allowed");
    }
}
