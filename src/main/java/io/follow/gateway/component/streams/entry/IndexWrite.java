package io.follow.gateway.component.streams.entry;

import org.jspecify.annotations.Nullable;

/**
 * A value about an entry in an index, which is a hash with values by entry ids. The sender of an entry cannot forge it,
 * because it is no part of the entry.
 *
 * @param key the key of the index
 * @param value what stands under the id of the entry from now on ({@code HSET}); null: nothing does ({@code HDEL})
 */
public record IndexWrite(String key, @Nullable String value) {

    /** Removes what stands under the id of the entry. */
    public static IndexWrite removal(String key) {
        return new IndexWrite(key, null);
    }
}
