package io.follow.gateway.routetest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An observed result, file, request and so on, as values by the names that expectations use. */
final class Observation {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, String> values;

    private Observation(Map<String, String> values) {
        this.values = values;
    }

    /** Adds values with case-sensitive names, such as fields. */
    static Observation of(Map<String, String> values) {
        return new Observation(new LinkedHashMap<>(values));
    }

    /** Adds values with case-insensitive names, such as headers. */
    static Observation ignoringCase() {
        return new Observation(new TreeMap<>(String.CASE_INSENSITIVE_ORDER));
    }

    Observation with(String name, String value) {
        values.put(name, value);
        return this;
    }

    /** Adds a body and, if it is a JSON object, its members. */
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
            // The body is not JSON.
            return this;
        }
        return this;
    }

    @Nullable
    String value(String name) {
        return values.get(name);
    }

    /** Returns the number of values that meet the expectation. */
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
