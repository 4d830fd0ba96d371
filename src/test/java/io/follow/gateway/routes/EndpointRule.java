package io.follow.gateway.routes;

import com.fasterxml.jackson.databind.JsonNode;
import io.follow.gateway.routes.ComponentMetadata.Option;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An endpoint is a scheme with parameters, and its component knows each of them. Camel itself passes over an option of
 * consumers on a producer, and the other way round.
 */
final class EndpointRule implements RouteRule {

    @Override
    public List<Finding> check(RouteFile file) {
        List<Finding> findings = new ArrayList<>();
        for (Endpoint endpoint : file.endpoints()) {
            if (!endpoint.isPlaceholder()) {
                findings.addAll(check(file, endpoint));
            }
        }
        return findings;
    }

    private static List<Finding> check(RouteFile file, Endpoint endpoint) {
        if (!endpoint.isSchemeAlone()) {
            return List.of(
                    file.finding("the uri \"" + endpoint.uri() + "\"", "a scheme alone, the rest in parameters"));
        }
        Optional<ComponentMetadata> component = ComponentMetadata.of(endpoint.uri());
        if (component.isEmpty()) {
            return List.of(file.finding("the scheme " + endpoint.uri(), "a component of the gateway"));
        }
        List<Finding> findings = new ArrayList<>();
        endpoint.parameters().properties().forEach(parameter -> check(file, endpoint, component.get(), parameter)
                .ifPresent(findings::add));
        for (Option option : component.get().options().values()) {
            if (option.isRequired() && !endpoint.parameters().has(option.name())) {
                findings.add(file.finding(endpoint.uri() + " without " + option.name(), "a value for it"));
            }
        }
        return findings;
    }

    private static Optional<Finding> check(
            RouteFile file, Endpoint endpoint, ComponentMetadata component, Map.Entry<String, JsonNode> parameter) {
        Option option = component.options().get(parameter.getKey());
        String name = "the parameter " + parameter.getKey() + " of " + endpoint.uri();
        if (option == null) {
            return Optional.of(file.finding(name, "an option that the component has"));
        }
        if (!option.isFor(endpoint.consumer())) {
            return Optional.of(file.finding(
                    name + " where it " + (endpoint.consumer() ? "reads" : "writes"),
                    "an option for " + (endpoint.consumer() ? "consumers" : "producers")));
        }
        String value = parameter.getValue().asText();
        if (!value.contains("{{") && !option.allows(value)) {
            return Optional.of(file.finding(
                    name + " with the value " + value, "one of " + option.json().path("enum")));
        }
        return Optional.empty();
    }
}
