package io.follow.gateway.operator;

import org.jspecify.annotations.Nullable;

/**
 * The jobs of a pipeline at one moment, those of all gateways together.
 *
 * @param jobs that have not ended: the length of the stream
 * @param waiting those that wait for their first delivery
 * @param inFlight those that were delivered
 * @param oldestAgeMs how long ago the oldest job was added; null without one
 * @param oldestInFlightAgeMs how long ago the oldest of those delivered was added; null without one
 * @param deadLetters kept for an operator; null when they cannot be counted
 */
public record QueueState(
        long jobs,
        long waiting,
        long inFlight,
        @Nullable Long oldestAgeMs,
        @Nullable Long oldestInFlightAgeMs,
        @Nullable Long deadLetters) {}
