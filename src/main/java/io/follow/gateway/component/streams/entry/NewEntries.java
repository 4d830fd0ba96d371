package io.follow.gateway.component.streams.entry;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body that an adding producer with an {@code idempotentKey} takes to add several entries to one stream in one step, all
 * of them or none.
 *
 * @param stream where they are added when the producer has no stream of its own, or null
 * @param entries at least one; their own streams do not count
 * @param digest tells this request from another with the same key, which then adds nothing and fails; null where a key
 *     never comes twice
 */
public record NewEntries(@Nullable String stream, List<NewEntry> entries, @Nullable String digest) {

    public NewEntries {
        entries = List.copyOf(entries);
    }
}
