package io.follow.gateway.component.streams.entry;

/**
 * Is notified of deliveries and settled entries. Called by the reader and by workers; methods must neither block nor
 * throw.
 */
public interface DeliveryListener {

    /** A listener that does nothing. */
    DeliveryListener NONE = new DeliveryListener() {};

    /**
     * An entry was delivered.
     *
     * @param takenOver whether it was claimed from an earlier delivery
     * @param last whether this is the last allowed delivery
     */
    default void delivered(Delivery delivery, boolean takenOver, boolean last) {}

    /**
     * The server has replied to an attempt to settle an entry.
     *
     * @param nanos the duration, including repeated attempts
     */
    default void settled(Delivery delivery, Settlement settlement, SettleOutcome outcome, long nanos) {}

    /** An attempt to settle an entry has failed; it is repeated while the consumer owns the entry. */
    default void settleFailed(Delivery delivery) {}
}
