package io.follow.gateway.routes;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Where a route reads or writes.
 *
 * @param uri the scheme in the house form; anything else where a file breaks the rule
 * @param parameters an object, or a missing node
 */
record Endpoint(String uri, JsonNode parameters, boolean consumer) {

    static Endpoint of(JsonNode node, boolean consumer) {
        return node.isTextual()
                ? new Endpoint(node.asText(), node.path("parameters"), consumer)
                : new Endpoint(node.path("uri").asText(), node.path("parameters"), consumer);
    }

    /** Whether the address is a property, so that only a running gateway knows it. */
    boolean isPlaceholder() {
        return uri.startsWith("{{");
    }

    /** Whether the uri is a scheme alone, with all options under {@code parameters}. */
    boolean isSchemeAlone() {
        return uri.matches("[a-z][a-z0-9-]*");
    }
}
