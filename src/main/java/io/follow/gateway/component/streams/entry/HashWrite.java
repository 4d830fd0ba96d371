package io.follow.gateway.component.streams.entry;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A hash about an entry: one of many entries may write it, and an older one never overwrites what a newer one wrote.
 *
 * @param key the key of the hash
 * @param entryIdField the field that holds the entry id, by which older and newer are told
 * @param fields what to write ({@code HSET}); the entry id stands under {@code entryIdField}, and is missing before there is
 *     one
 * @param timeToLive how long the hash lives after this write ({@code PEXPIRE})
 * @param channel where the message is published ({@code PUBLISH}), or null for nowhere
 * @param message empty without a channel
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
