package io.follow.gateway.component.streams.entry;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The body that a settling producer takes when more than a result is to be written. All of it is written in one step.
 *
 * @param result the fields of the entry added to the producer's stream; empty when no result is wanted
 * @param deadLetter fields appended to the original ones in the dead-letter stream, or null for no dead letter
 * @param also what is written beside it; an index can only lose the value of the entry, and keeps it where the entry
 *     becomes a dead letter
 */
public record Settlement(Map<String, String> result, @Nullable Map<String, String> deadLetter, AlsoWrite also) {

    public Settlement {
        IndexWrite index = also.index();
        if (index != null && index.value() != null) {
            throw new IllegalArgumentException("found a value for the index " + index.key()
                    + ", expected its removal: settling an entry writes no value");
        }
    }

    /** A settlement that writes nothing else. */
    public Settlement(Map<String, String> result, @Nullable Map<String, String> deadLetter) {
        this(result, deadLetter, AlsoWrite.NOTHING);
    }
}
