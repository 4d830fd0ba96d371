package io.follow.gateway.component.streams.entry;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The hash in which readers see how far the work on an entry is.
 *
 * @param key the key of the hash
 * @param entryIdField the field that holds the entry id, by which an older entry never overwrites a newer one's state
 * @param fields what to write; the entry id stands under {@code entryIdField}, and is missing before there is one
 * @param life how long the hash lives after this write ({@code PEXPIRE})
 * @param channel where the event is published ({@code PUBLISH}), or null for nowhere
 * @param event the event's text; empty without a channel
 */
public record StateHash(
        String key,
        String entryIdField,
        Map<String, String> fields,
        Duration life,
        @Nullable String channel,
        String event) {

    public StateHash {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }
}
