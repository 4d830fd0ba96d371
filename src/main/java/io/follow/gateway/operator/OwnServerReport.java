package io.follow.gateway.operator;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/**
 * What became of the server that the gateway runs itself.
 *
 * @param restarts how often it was started again since the start of the gateway
 * @param lastRestartAt when it last answered again, RFC 3339
 * @param lastCause how the one before has ended, in a few words
 */
@JsonNaming(SnakeCaseStrategy.class)
public record OwnServerReport(int restarts, String lastRestartAt, String lastCause) {}
