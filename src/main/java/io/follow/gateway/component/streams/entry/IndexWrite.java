package io.follow.gateway.component.streams.entry;

import org.jspecify.annotations.Nullable;

/**
 * A value about an entry in an index, which is a hash with entry ids as fields. The producer of an entry cannot forge
 * the value, because it is not part of the entry.
 *
 * @param key the key of the index
 * @param value the new value for the id of the entry ({@code HSET}); null removes the value ({@code HDEL})
 */
public record IndexWrite(String key, @Nullable String value) {

    /** Removes the value for the id of the entry. */
    public static IndexWrite removal(String key) {
        return new IndexWrite(key, null);
    }
}
