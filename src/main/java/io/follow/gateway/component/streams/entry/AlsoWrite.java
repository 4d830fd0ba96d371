package io.follow.gateway.component.streams.entry;

import org.jspecify.annotations.Nullable;

/**
 * Additional writes in the same step in which an entry is added or settled.
 *
 * @param hash a hash about the entry, or null for none
 * @param index a value about the entry in an index, or null for none
 */
public record AlsoWrite(@Nullable HashWrite hash, @Nullable IndexWrite index) {

    public static final AlsoWrite NOTHING = new AlsoWrite(null, null);

    /** No write to an index. */
    public static AlsoWrite of(@Nullable HashWrite hash) {
        return new AlsoWrite(hash, null);
    }
}
