package io.follow.gateway.embedded;

import java.time.Instant;

/**
 * That a server was started again.
 *
 * @param at when it answered again
 * @param cause how the one before has ended, in a few words, such as {@code ended by signal 9}
 * @param count how often it was started again since the start of the gateway, this time included
 */
public record Restart(Instant at, String cause, int count) {}
