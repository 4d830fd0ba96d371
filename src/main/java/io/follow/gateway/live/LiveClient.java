package io.follow.gateway.live;

/** The far end of a watch. Its methods are called by one thread at a time, and must not wait for the network. */
public interface LiveClient {

    /** Takes an event to send. */
    void tell(LiveEvent event);

    /** Nothing more comes: everything that was watched has ended. */
    void finish();
}
