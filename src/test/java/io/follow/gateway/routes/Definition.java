package io.follow.gateway.routes;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One entry of a route file.
 *
 * @param kind such as {@code route}, {@code routeConfiguration}, {@code routeTemplate} or {@code templatedRoute}
 */
record Definition(String kind, JsonNode body) {

    /** The id, or an empty text. */
    String id() {
        return body.path(isTemplated() ? "routeId" : "id").asText();
    }

    /** The description, or an empty text. */
    String description() {
        return body.path("description").asText();
    }

    boolean isTemplate() {
        return kind.equals("routeTemplate");
    }

    /** Whether this is a route made from a template. */
    boolean isTemplated() {
        return kind.equals("templatedRoute");
    }
}
