package io.follow.gateway.deadletter;

import io.follow.gateway.job.UploadToken;
import io.lettuce.core.StreamMessage;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A dead letter to look at. Bytes that are no UTF-8 show as replacement characters here; a replay moves the bytes
 * themselves.
 *
 * @param id the id in the stream of dead letters
 * @param fields the job's own fields and those named {@code dlq_…}; an upload token shows as {@value #HIDDEN}
 */
public record DeadLetterView(String id, Map<String, String> fields) {

    /** What stands for a secret. */
    public static final String HIDDEN = "(hidden)";

    public DeadLetterView {
        Map<String, String> shown = new LinkedHashMap<>(fields);
        shown.replace(UploadToken.FIELD, HIDDEN);
        fields = Collections.unmodifiableMap(shown);
    }

    static DeadLetterView of(StreamMessage<String, String> entry) {
        Map<String, String> body = entry.getBody();
        return new DeadLetterView(entry.getId(), body == null ? Map.of() : body);
    }

    /** A field's value; empty when there is none. */
    public String field(String name) {
        return fields.getOrDefault(name, "");
    }
}
