package io.follow.gateway.component.streams.entry;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The body that a settling producer takes when more than a result is to be written.
 *
 * @param result the fields of the entry added to the producer's stream; empty when no result is wanted
 * @param deadLetter fields appended to the original ones in the dead-letter stream, or null for no dead letter
 * @param state the hash to write in the same step, or null for none
 * @param notes the key of a hash with notes about entries by their ids, of which this one's is removed unless it becomes
 *     a dead letter; null for none
 */
public record Settlement(
        Map<String, String> result,
        @Nullable Map<String, String> deadLetter,
        @Nullable StateHash state,
        @Nullable String notes) {

    /** A settlement of an entry about which no notes are kept. */
    public Settlement(Map<String, String> result, @Nullable Map<String, String> deadLetter, @Nullable StateHash state) {
        this(result, deadLetter, state, null);
    }
}
