package io.follow.gateway.component.streams.entry;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The message body with which a producer with an {@code idempotentKey} adds several entries to one stream in one step,
 * all of them or none.
 *
 * @param stream the stream to which they are added if the producer has no stream, or null
 * @param entries at least one; their own streams are ignored
 * @param digest identifies the content of the request, so that a request with the same key and other content fails and
 *     adds nothing; null if keys are never reused
 */
public record NewEntries(@Nullable String stream, List<NewEntry> entries, @Nullable String digest) {

    public NewEntries {
        entries = List.copyOf(entries);
    }
}
