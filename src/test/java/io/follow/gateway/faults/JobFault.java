package io.follow.gateway.faults;

/** What a job does to the worker that runs it; the first part of its image id. */
enum JobFault {
    /** Nothing. */
    NONE,
    /** Waits until the test lets it go. */
    WAIT,
    /** Takes longer than a worker may be silent. */
    LINGER,
    /** Ends the JVM without any farewell, the first time only. */
    HALT_ONCE,
    /** Ends the JVM each time, unless it is one of {@link FaultInjector#IMMUNE}. */
    HALT
}
