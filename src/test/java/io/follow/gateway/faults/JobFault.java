package io.follow.gateway.faults;

/** The fault that a job injects into its worker; the first part of its image id. */
enum JobFault {
    /** Nothing. */
    NONE,
    /** Blocks until the test releases it. */
    WAIT,
    /** Runs for longer than the minimum idle time. */
    LINGER,
    /** Halts the JVM on the first run. */
    HALT_ONCE,
    /** Halts the JVM on every run, unless {@link FaultInjector#IMMUNE} is set. */
    HALT
}
