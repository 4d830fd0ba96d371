package io.follow.gateway.component.streams.entry;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The message body with which a producer settles an entry with more than a result. Everything is written in one step.
 *
 * @param result the fields of the result that is added to the producer's stream; empty for no result
 * @param deadLetter fields appended to the original ones in the dead-letter stream, or null for no dead letter
 * @param also additional writes; an index can only lose the value of the entry, and keeps it if the entry becomes a
 *     dead letter
 */
public record Settlement(Map<String, String> result, @Nullable Map<String, String> deadLetter, AlsoWrite also) {

    public Settlement {
        IndexWrite index = also.index();
        if (index != null && index.value() != null) {
            throw new IllegalArgumentException("found a value for the index " + index.key()
                    + ", expected its removal: settling an entry writes no value");
        }
    }

    /** A settlement without additional writes. */
    public Settlement(Map<String, String> result, @Nullable Map<String, String> deadLetter) {
        this(result, deadLetter, AlsoWrite.NOTHING);
    }
}
