package io.follow.gateway.faults;

/** What a job does to the worker that runs it; the first part of its image id. */
enum Fault {
    /** Nothing. */
    NONE,
    /** Waits until the test lets it go. */
    WAIT,
    /** Ends the JVM without any farewell, the first time only. */
    HALT_ONCE,
    /** Ends the JVM each time. */
    HALT
}
