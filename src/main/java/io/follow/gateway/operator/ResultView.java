package io.follow.gateway.operator;

import io.lettuce.core.StreamMessage;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A result to look at.
 *
 * @param id its entry id in the stream of results
 * @param fields as the gateway wrote them
 */
public record ResultView(String id, Map<String, String> fields) {

    public ResultView {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    static ResultView of(StreamMessage<String, String> entry) {
        Map<String, String> body = entry.getBody();
        return new ResultView(entry.getId(), body == null ? Map.of() : body);
    }
}
