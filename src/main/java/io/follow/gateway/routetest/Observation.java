package io.follow.gateway.routetest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Something that was seen, such as a result, a file or a request: its values by the names that expectations have for them. */
final class Observation {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, String> values;

    private Observation(Map<String, String> values) {
        this.values = values;
    }

    /** With names as they are, such as those of fields. */
    static Observation of(Map<String, String> values) {
        return new Observation(new LinkedHashMap<>(values));
    }

    /** With names in any case, such as those of headers. */
    static Observation ignoringCase() {
        return new Observation(new TreeMap<>(String.CASE_INSENSITIVE_ORDER));
    }

    Observation with(String name, String value) {
        values.put(name, value);
        return this;
    }

    /** A body, and the members of it where it is a JSON object. */
    Observation withBody(String body) {
        values.put("body", body);
        try {
            JsonNode json = JSON.readTree(body);
            json.properties()
                    .forEach(member -> values.put(
                            "json." + member.getKey(),
                            member.getValue().isValueNode()
                                    ? member.getValue().asText()
                                    : member.getValue().toString()));
        } catch (JsonProcessingException e) {
            // A body of another kind.
            return this;
        }
        return this;
    }

    @Nullable
    String value(String name) {
        return values.get(name);
    }

    /** How many of the values are as expected. */
    long matches(Expectation expectation) {
        return expectation.values().entrySet().stream()
                .filter(value -> value.getValue().accepts(values.get(value.getKey())))
                .count();
    }

    boolean fits(Expectation expectation) {
        return matches(expectation) == expectation.values().size();
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
