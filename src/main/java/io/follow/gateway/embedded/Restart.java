package io.follow.gateway.embedded;

import java.time.Instant;

/**
 * A restart of the server.
 *
 * @param at when the server answered again
 * @param cause how the previous process ended, for example {@code ended by signal 9}
 * @param count the number of restarts since the gateway started, including this one
 */
public record Restart(Instant at, String cause, int count) {}
