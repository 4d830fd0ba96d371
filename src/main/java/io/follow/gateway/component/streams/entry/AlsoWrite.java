package io.follow.gateway.component.streams.entry;

import org.jspecify.annotations.Nullable;

/**
 * What is also written when an entry is added or settled, in the same step.
 *
 * @param hash a hash about the entry, or null for none
 * @param index a value about the entry in an index, or null for none
 */
public record AlsoWrite(@Nullable HashWrite hash, @Nullable IndexWrite index) {

    public static final AlsoWrite NOTHING = new AlsoWrite(null, null);

    /** Nothing in an index. */
    public static AlsoWrite of(@Nullable HashWrite hash) {
        return new AlsoWrite(hash, null);
    }
}
