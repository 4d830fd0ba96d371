package io.follow.gateway.deadletter;

import io.lettuce.core.StreamMessage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some entries of the dead letters.
 *
 * @param entries those that were meant
 * @param next the id after which to go on; null when there may be no more
 */
record LetterBatch(List<StreamMessage<String, String>> entries, @Nullable String next) {}
