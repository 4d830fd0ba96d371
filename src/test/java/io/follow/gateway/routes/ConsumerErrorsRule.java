package io.follow.gateway.routes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A route that reads a stream says which routeConfiguration decides over its errors, or they would go unhandled. */
final class ConsumerErrorsRule implements RouteRule {

    private final Set<String> configurations;

    /** @param configurations the ids that exist */
    ConsumerErrorsRule(Set<String> configurations) {
        this.configurations = new TreeSet<>(configurations);
    }

    /** The rule for a set of files, which hold the configurations as well. */
    static ConsumerErrorsRule of(List<RouteFile> files) {
        Set<String> ids = new TreeSet<>();
        for (RouteFile file : files) {
            file.definitions().stream()
                    .filter(definition -> definition.kind().equals("routeConfiguration"))
                    .forEach(definition -> ids.add(definition.id()));
        }
        return new ConsumerErrorsRule(ids);
    }

    @Override
    public List<Finding> check(RouteFile file) {
        List<Finding> findings = new ArrayList<>();
        for (Definition definition : file.definitions()) {
            JsonNode inner = definition.body().path("route");
            JsonNode route = inner.isObject() ? inner : definition.body();
            String uri = Endpoint.of(route.path("from"), true).uri();
            String named = route.path("routeConfigurationId").asText();
            if (uri.startsWith("valkey-streams") && !configurations.contains(named)) {
                findings.add(file.finding(
                        "routeConfigurationId \"" + named + "\"", "one of " + String.join(", ", configurations)));
            }
        }
        return findings;
    }
}
