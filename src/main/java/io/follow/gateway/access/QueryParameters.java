package io.follow.gateway.access;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parameters in the address of a request. Those of the servlet are also read from the body of a form, which so is
 * gone, and has been waited for, before anybody has asked who sends it.
 */
public final class QueryParameters {

    private final Map<String, List<String>> values = new LinkedHashMap<>();

    private QueryParameters() {}

    /**
     * Reads the query of an address.
     *
     * @param query what stands behind the question mark, still encoded; null when there is none
     */
    public static QueryParameters of(@Nullable String query) {
        QueryParameters parameters = new QueryParameters();
        if (query != null) {
            for (String pair : query.split("&", -1)) {
                parameters.add(pair);
            }
        }
        return parameters;
    }

    private void add(String pair) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        if (!pair.isEmpty()) {
            values.computeIfAbsent(decoded(name), first -> new ArrayList<>())
                    .add(equals < 0 ? "" : decoded(pair.substring(equals + 1)));
        }
    }

    /** All values of a name, in their order; empty when it does not occur. */
    public List<String> all(String name) {
        return List.copyOf(values.getOrDefault(name, List.of()));
    }

    /** All names with their values, in the order in which they stand in the address. */
    public Map<String, String[]> asMap() {
        Map<String, String[]> map = new LinkedHashMap<>();
        values.forEach((name, all) -> map.put(name, all.toArray(String[]::new)));
        return map;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // A stray percent sign: taken as it stands, it fits no name and no value that is expected.
            return text;
        }
    }
}
