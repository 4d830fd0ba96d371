package io.follow.gateway.routes;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What is sent to {@code direct} arrives somewhere: a route in the same set of files reads it. */
final class DirectRule implements RouteRule {

    private final Set<String> names;

    /** @param names what routes read */
    DirectRule(Set<String> names) {
        this.names = new TreeSet<>(names);
    }

    /** The rule for a set of files, which hold the reading routes as well. */
    static DirectRule of(List<RouteFile> files) {
        Set<String> names = new TreeSet<>();
        files.forEach(file -> file.endpoints().stream()
                .filter(endpoint -> endpoint.consumer() && endpoint.uri().equals("direct"))
                .forEach(endpoint -> names.add(nameOf(endpoint))));
        return new DirectRule(names);
    }

    @Override
    public List<Finding> check(RouteFile file) {
        return file.endpoints().stream()
                .filter(endpoint -> !endpoint.consumer() && endpoint.uri().equals("direct"))
                .map(DirectRule::nameOf)
                .filter(name -> !names.contains(name))
                .map(name ->
                        file.finding("direct " + name + ", which no route reads", "one of " + String.join(", ", names)))
                .toList();
    }

    private static String nameOf(Endpoint endpoint) {
        return endpoint.parameters().path("name").asText();
    }
}
