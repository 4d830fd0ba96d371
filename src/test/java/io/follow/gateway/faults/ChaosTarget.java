package io.follow.gateway.faults;

/** What a fault of the mix is done to; only one fault at a time is done to the same thing. */
enum ChaosTarget {
    SERVER,
    STORE,
    /** One of the workers that may be killed. */
    WORKER,
    /** The way from any one worker to the server. */
    NETWORK
}
