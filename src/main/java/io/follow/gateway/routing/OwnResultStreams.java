package io.follow.gateway.routing;

import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.util.URISupport;

/**
 * The result streams that routes set for their pipelines. Read off the definitions, which are all there when the first
 * endpoint is created, unlike the routes.
 *
 * @param camel asked for when an endpoint is created, because the context needs the component that needs this
 */
public record OwnResultStreams(Supplier<CamelContext> camel) {

    /** The option {@code resultStream} of the route that consumes the jobs of a pipeline, if it sets one. */
    public Optional<String> of(String pipeline) {
        return camel.get() instanceof ModelCamelContext model
                ? model.getRouteDefinitions().stream()
                        .map(OwnResultStreams::optionsOf)
                        .filter(options -> options.containsKey("resultStream"))
                        .filter(options -> pipeline.equals(value(options, "pipeline")))
                        .map(options -> value(options, "resultStream"))
                        .findFirst()
                : Optional.empty();
    }

    private static Map<String, Object> optionsOf(RouteDefinition route) {
        String uri = route.getInput().getEndpointUri();
        if (!uri.startsWith("valkey-streams:")) {
            return Map.of();
        }
        try {
            return URISupport.parseQuery(URISupport.extractQuery(uri));
        } catch (URISyntaxException e) {
            // The start of that route fails with this error.
            return Map.of();
        }
    }

    private String value(Map<String, Object> options, String name) {
        Object value = options.get(name);
        return value == null ? "" : camel.get().resolvePropertyPlaceholders(value.toString());
    }
}
