package io.follow.gateway.component.streams;

import java.util.Map;

/** Makes deliveries for tests of other packages. */
public final class Deliveries {

    private Deliveries() {}

    /** A first delivery that this consumer holds. */
    public static Delivery of(String entryId) {
        return new Delivery("jobs", "workers", "consumer", entryId, 1, Map.of(), true);
    }
}
