package io.follow.gateway.access;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The parameters in the query of a request. The servlet container also takes parameters from the body of a form; to read
 * that body, it would wait for a caller who has not been authenticated.
 */
public final class QueryParameters {

    private QueryParameters() {}

    /**
     * Parses a query.
     *
     * @param query what follows the question mark, still encoded; null when there is none
     * @return all values of each name, decoded, in the order of the query; a name without a value has an empty one
     */
    public static MultiValueMap<String, String> of(@Nullable String query) {
        MultiValueMap<String, String> parameters = new LinkedMultiValueMap<>();
        UriComponentsBuilder.newInstance()
                .query(query)
                .build()
                .getQueryParams()
                .forEach((name, values) -> values.forEach(value -> parameters.add(decode(name), decode(value))));
        return parameters;
    }

    private static String decode(@Nullable String text) {
        if (text == null) {
            return "";
        }
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // A malformed escape: as it stands, it matches no name and no value that is expected.
            return text;
        }
    }
}
