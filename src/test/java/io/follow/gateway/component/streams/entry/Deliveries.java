package io.follow.gateway.component.streams.entry;

import java.util.Map;

/** Makes deliveries for tests of other packages. */
public final class Deliveries {

    private Deliveries() {}

    /** A first delivery of an entry with these fields, which this consumer holds. */
    public static Delivery of(String entryId, Map<String, String> fields) {
        return new Delivery("jobs", "workers", "consumer", entryId, 1, fields, true);
    }

    /** A first delivery that this consumer holds. */
    public static Delivery of(String entryId) {
        return of(entryId, Map.of());
    }
}
