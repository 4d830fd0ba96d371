package io.follow.gateway.live;

/** The client of a subscription. Its methods are called by one thread at a time, and must not block on the network. */
public interface LiveClient {

    /** Accepts an event to send. */
    void tell(LiveEvent event);

    /** Called after the last event: all subscribed images have ended. */
    void finish();
}
