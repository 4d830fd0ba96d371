package io.follow.gateway.component.streams;

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
 */
public record NewEntry(Map<String, String> fields, @Nullable StateHash state, @Nullable Note note) {

    public NewEntry {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /**
     * Something about one entry that its sender cannot forge, because it is not part of the entry. It stays when the
     * entry is settled; whoever uses it removes it.
     *
     * @param key the key of the hash that holds such notes by entry id
     * @param text what to remember
     */
    public record Note(String key, String text) {}
}
