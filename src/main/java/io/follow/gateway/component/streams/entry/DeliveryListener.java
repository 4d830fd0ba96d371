package io.follow.gateway.component.streams.entry;

/**
 * Is told how entries come and go. Called by the reader and by workers; methods must neither wait nor throw.
 */
public interface DeliveryListener {

    /** Nobody listens. */
    DeliveryListener NONE = new DeliveryListener() {};

    /**
     * An entry was delivered.
     *
     * @param takenOver whether another consumer held it before
     * @param last whether it is not delivered again should this delivery not end it
     */
    default void delivered(Delivery delivery, boolean takenOver, boolean last) {}

    /**
     * The server has answered an attempt to end an entry.
     *
     * @param nanos how long that took, repetitions included
     */
    default void settled(Delivery delivery, Settlement settlement, SettleOutcome outcome, long nanos) {}

    /** An attempt to end an entry has failed; it is repeated while the entry is held. */
    default void settleFailed(Delivery delivery) {}
}
