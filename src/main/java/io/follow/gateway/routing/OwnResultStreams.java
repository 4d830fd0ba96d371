package io.follow.gateway.routing;

import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.PropertiesComponent;
import org.apache.camel.support.EndpointHelper;
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
        CamelContext context = camel.get();
        return context instanceof ModelCamelContext model
                ? model.getRouteDefinitions().stream()
                        .map(route -> optionsOf(context, route))
                        .filter(options -> options.containsKey("resultStream"))
                        .filter(options -> !options.containsKey("subscription"))
                        .filter(options -> pipeline.equals(options.get("pipeline")))
                        .map(options -> String.valueOf(options.get("resultStream")))
                        .findFirst()
                : Optional.empty();
    }

    private static Map<String, Object> optionsOf(CamelContext context, RouteDefinition route) {
        String uri = route.getInput().getEndpointUri();
        if (!uri.startsWith("valkey-streams:")) {
            return Map.of();
        }
        try {
            return URISupport.parseQuery(URISupport.extractQuery(resolved(context, route, uri)));
        } catch (URISyntaxException | ResolveEndpointFailedException e) {
            // The start of that route fails with this error.
            return Map.of();
        }
    }

    /**
     * As Camel does when it creates the route, whose own parameters count first. Without this, the parameters of the route
     * that is being created on this thread would.
     */
    private static String resolved(CamelContext context, RouteDefinition route, String uri) {
        PropertiesComponent placeholders = context.getPropertiesComponent();
        Properties ofThisThread = placeholders.getLocalProperties();
        placeholders.setLocalProperties(parametersOf(route));
        try {
            return EndpointHelper.resolveEndpointUriPropertyPlaceholders(context, uri);
        } finally {
            placeholders.setLocalProperties(ofThisThread);
        }
    }

    private static Properties parametersOf(RouteDefinition route) {
        Properties parameters = new Properties();
        Map<String, Object> given = route.getTemplateParameters();
        if (given != null) {
            given.forEach((name, value) -> parameters.setProperty(name, String.valueOf(value)));
        }
        return parameters;
    }
}
