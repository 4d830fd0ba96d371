package io.follow.gateway.component.streams.entry;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The body that an adding producer takes when more than an entry is to be written. All of it is written in one step.
 *
 * @param stream where it is added when the producer has no stream of its own, or null
 * @param fields the fields of the entry, at least one
 * @param also what is written beside it
 * @param restoration how the entry is added again to a server that has lost it, or null when it is not; only for a producer
 *     with an {@code idempotentKey}
 */
public record NewEntry(
        @Nullable String stream, Map<String, String> fields, AlsoWrite also, @Nullable Restoration restoration) {

    public NewEntry {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /** An entry for the producer's stream. */
    public NewEntry(Map<String, String> fields, AlsoWrite also, @Nullable Restoration restoration) {
        this(null, fields, also, restoration);
    }

    /** An entry that is not added again. */
    public NewEntry(Map<String, String> fields, AlsoWrite also) {
        this(fields, also, null);
    }

    /** An entry alone. */
    public NewEntry(Map<String, String> fields) {
        this(fields, AlsoWrite.NOTHING);
    }

    /**
     * What an entry gets beside its own fields when it is added again to a server that has lost it.
     *
     * @param originalIdField the field of the entry that holds the id that it had first
     * @param originalIdIndex the key of an index that leads from its new id to the first one, or null for none
     * @param lock what was set before the entry was added, or null for nothing
     */
    public record Restoration(String originalIdField, @Nullable String originalIdIndex, @Nullable Lock lock) {}

    /**
     * A key with the value {@code claimed} that keeps other entries away ({@code SET ... NX}), and a second key that says
     * whose it is.
     *
     * @param key the lock
     * @param ownerKey where its owner stands
     * @param owner the value of the second key
     * @param timeToLive how long both live; whole seconds
     */
    public record Lock(String key, String ownerKey, String owner, Duration timeToLive) {}
}
