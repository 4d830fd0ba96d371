package io.follow.gateway.component.streams.entry;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A write to a hash about an entry. Several entries may write the same hash, but an older entry never overwrites the
 * fields of a newer one.
 *
 * @param key the key of the hash
 * @param entryIdField the field with the entry id, which determines which entry is newer
 * @param fields the fields to write ({@code HSET}); {@code entryIdField} contains the entry id, and is missing before
 *     the entry exists
 * @param timeToLive the time to live of the hash after this write ({@code PEXPIRE})
 * @param channel the channel on which the message is published ({@code PUBLISH}), or null for none
 * @param message the message; empty without a channel
 */
public record HashWrite(
        String key,
        String entryIdField,
        Map<String, String> fields,
        Duration timeToLive,
        @Nullable String channel,
        String message) {

    public HashWrite {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }
}
