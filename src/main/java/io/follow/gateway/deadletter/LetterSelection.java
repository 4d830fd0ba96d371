package io.follow.gateway.deadletter;

import io.follow.gateway.job.JobId;
import org.jspecify.annotations.Nullable;

/**
 * A part of the dead letters. Those that are added later lie behind {@code until}, so that a long run ends.
 *
 * @param filter which of them
 * @param after the id behind which they begin; null for the first
 * @param until the id of the last one; null for the last there is
 */
public record LetterSelection(LetterFilter filter, @Nullable String after, @Nullable String until) {

    /** @throws IllegalArgumentException for an id that is none */
    public LetterSelection {
        after = after == null ? null : JobId.parse(after).toString();
        until = until == null ? null : JobId.parse(until).toString();
    }
}
