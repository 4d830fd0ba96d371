package io.follow.gateway.component.streams.entry;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An entry as the server delivered it to a consumer.
 *
 * @param id the entry id
 * @param deliveryCount the number of deliveries, including this one
 * @param formerConsumer the consumer that owned it before, or null if it is new
 * @param fields its fields; the last value of a repeated field
 */
public record StreamEntry(String id, long deliveryCount, @Nullable String formerConsumer, Map<String, String> fields) {

    /** Reads an entry from {@code {id, delivery count, former consumer, fields}}, as the scripts return it. */
    public static StreamEntry of(Object row) {
        List<?> parts = (List<?>) row;
        return new StreamEntry(
                text(parts.get(0)), ((Number) parts.get(1)).longValue(), text(parts.get(2)), fields((List<?>)
                        parts.get(3)));
    }

    /** An entry that is delivered for the first time: its id, and names and values of its fields in turn. */
    public static StreamEntry ofNew(Object id, Object fields) {
        return new StreamEntry(text(id), 1, null, fields((List<?>) fields));
    }

    private static Map<String, String> fields(List<?> flat) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (int i = 0; i + 1 < flat.size(); i += 2) {
            fields.put(text(flat.get(i)), text(flat.get(i + 1)));
        }
        return fields;
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
