package io.follow.gateway.faults;

/** The target of a chaos fault; a target has one fault at a time. */
enum ChaosTarget {
    SERVER,
    STORE,
    /** One of the workers that may be killed. */
    WORKER,
    /** The network between one worker and the server. */
    NETWORK
}
