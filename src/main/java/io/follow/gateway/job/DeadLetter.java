package io.follow.gateway.job;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A job that could not be completed, kept for an operator.
 *
 * @param original      the entry's fields, verbatim; the gateway's own {@code dlq_} fields override fields of the same
 *     name
 * @param reason        why the job failed
 * @param error         the reason in words; reduced to one line of at most 500 UTF-16 units
 * @param deliveryCount the delivery count, from 1
 * @param at            when the job failed
 * @param stream        the stream it came from
 * @param entryId       its id there
 * @param consumer      the consumer that settled it
 */
public record DeadLetter(
        Map<String, String> original,
        FailureCode reason,
        String error,
        long deliveryCount,
        Instant at,
        String stream,
        JobId entryId,
        String consumer) {

    private static final String PREFIX = "dlq_";

    /** Copies the fields and puts the error on one line. */
    public DeadLetter {
        original = Collections.unmodifiableMap(new LinkedHashMap<>(original));
        error = OneLine.of(error);
    }

    /**
     * The fields of the entry in the dead-letter stream.
     *
     * @return a new map, the original fields first
     */
    public Map<String, String> toFields() {
        Map<String, String> fields = new LinkedHashMap<>(original);
        fields.put("dlq_reason", reason.name());
        fields.put("dlq_error", error);
        fields.put("dlq_delivery_count", Long.toString(deliveryCount));
        fields.put("dlq_at", WireTime.format(at));
        fields.put("dlq_stream", stream);
        fields.put("dlq_entry_id", entryId.toString());
        fields.put("dlq_consumer", consumer);
        return fields;
    }

    /**
     * The fields that a replay adds to the origin stream.
     *
     * @param deadLetterFields the fields of an entry of the dead-letter stream
     * @return a new map without the {@code dlq_} fields
     */
    public static Map<String, String> replayFields(Map<String, String> deadLetterFields) {
        Map<String, String> fields = new LinkedHashMap<>(deadLetterFields);
        fields.keySet().removeIf(name -> name.startsWith(PREFIX));
        return fields;
    }
}
