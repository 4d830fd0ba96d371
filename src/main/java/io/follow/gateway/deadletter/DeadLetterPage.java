package io.follow.gateway.deadletter;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of the dead letters, the oldest first.
 *
 * @param letters as many as were asked for, or fewer at the end
 * @param next the id after which the next page begins; null when there may be no more
 */
public record DeadLetterPage(List<DeadLetterView> letters, @Nullable String next) {

    public DeadLetterPage {
        letters = List.copyOf(letters);
    }
}
