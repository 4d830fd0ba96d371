package io.follow.gateway.component.streams.entry;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The message body with which a producer adds an entry together with additional writes, in one step.
 *
 * @param stream the stream to which it is added if the producer has no stream, or null
 * @param fields the fields of the entry, at least one
 * @param also additional writes
 * @param restoration how the entry is re-added to a server that has lost it, or null if it is not re-added; only for a
 *     producer with an {@code idempotentKey}
 */
public record NewEntry(
        @Nullable String stream, Map<String, String> fields, AlsoWrite also, @Nullable Restoration restoration) {

    public NewEntry {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /** An entry for the stream of the producer. */
    public NewEntry(Map<String, String> fields, AlsoWrite also, @Nullable Restoration restoration) {
        this(null, fields, also, restoration);
    }

    /** An entry that is not re-added. */
    public NewEntry(Map<String, String> fields, AlsoWrite also) {
        this(fields, also, null);
    }

    /** An entry without additional writes. */
    public NewEntry(Map<String, String> fields) {
        this(fields, AlsoWrite.NOTHING);
    }

    /**
     * Additional fields and writes for an entry that is re-added to a server that has lost it.
     *
     * @param originalIdField the field of the entry that contains its first id
     * @param originalIdIndex the key of an index from its new id to its first id, or null for none
     * @param lock the lock that was set before the entry was added, or null for none
     */
    public record Restoration(String originalIdField, @Nullable String originalIdIndex, @Nullable Lock lock) {}

    /**
     * A key with the value {@code claimed} that prevents other entries from being added ({@code SET ... NX}), and a
     * second key that names its owner.
     *
     * @param key the lock
     * @param ownerKey the key that names the owner
     * @param owner the value of the second key
     * @param timeToLive the time to live of both keys; whole seconds
     */
    public record Lock(String key, String ownerKey, String owner, Duration timeToLive) {}
}
