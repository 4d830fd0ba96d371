package io.follow.gateway.component.streams.entry;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The body that an adding producer takes when more than an entry is to be written. All of it is written in one step.
 *
 * @param fields the fields of the entry, at least one
 * @param state the hash in which readers see that the entry waits, or null for none
 * @param note what is remembered about the entry, or null for nothing
 * @param again how the entry is added again after the server has changed, or null when it is not; only for a producer with
 *     an {@code idempotentKey}
 */
public record NewEntry(
        Map<String, String> fields, @Nullable StateHash state, @Nullable Note note, @Nullable Again again) {

    public NewEntry {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /** An entry that is not added again. */
    public NewEntry(Map<String, String> fields, @Nullable StateHash state, @Nullable Note note) {
        this(fields, state, note, null);
    }

    /**
     * Something about one entry that its sender cannot forge, because it is not part of the entry. It stays when the
     * entry is settled; whoever uses it removes it.
     *
     * @param key the key of the hash that holds such notes by entry id
     * @param text what to remember
     */
    public record Note(String key, String text) {}

    /**
     * What an entry gets beside its own fields when it is added again to a server that has lost it.
     *
     * @param firstIdField the field of the entry that holds the id of the first one
     * @param firstIds the key of a hash that leads from the new entry's id to the first one, or null for none
     * @param guard what was set before the entry was added, or null for nothing
     */
    public record Again(String firstIdField, @Nullable String firstIds, @Nullable Guard guard) {}

    /**
     * A key that keeps a second entry of the same kind away, {@code claimed}, and a second key that says whose it is.
     *
     * @param key the guard
     * @param ownerKey whose it is
     * @param owner the value of the second key
     * @param life how long both live; whole seconds
     */
    public record Guard(String key, String ownerKey, String owner, Duration life) {}
}
