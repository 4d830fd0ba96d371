package io.follow.gateway.live;

/** The source of events while there are subscriptions. */
public interface EventFeed {

    /**
     * Subscribes to events; does nothing if already subscribed.
     *
     * @throws io.lettuce.core.RedisException when the server cannot be reached
     */
    void listen();

    /** Unsubscribes until further notice. */
    void rest();
}
