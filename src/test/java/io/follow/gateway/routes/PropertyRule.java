package io.follow.gateway.routes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A property that a route uses has a value in every gateway: from {@code application.yaml}, from a setting with a
 * default, from a parameter of the route's template, from a bean, or from a default of its own.
 */
final class PropertyRule implements RouteRule {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([^{}]+)}}");
    private static final String BEAN = "bean:";

    private final Set<String> defined;
    private final GatewayBeans beans;

    PropertyRule(Set<String> defined, GatewayBeans beans) {
        this.defined = Set.copyOf(defined);
        this.beans = beans;
    }

    @Override
    public List<Finding> check(RouteFile file) {
        Set<String> known = new HashSet<>(defined);
        for (JsonNode parameters : file.content().findValues("parameters")) {
            if (parameters.isArray()) {
                parameters.forEach(parameter -> known.add(parameter.path("name").asText()));
            }
        }
        List<Finding> findings = new ArrayList<>();
        for (String property : used(file)) {
            if (property.startsWith(BEAN)) {
                if (!isBeanMethod(property.substring(BEAN.length()))) {
                    findings.add(file.finding("{{" + property + "}}", "a bean of the gateway and a method it has"));
                }
            } else if (!property.contains(":") && !known.contains(property)) {
                findings.add(file.finding("{{" + property + "}}", "a property that every gateway has"));
            }
        }
        return findings;
    }

    private static Set<String> used(RouteFile file) {
        Set<String> used = new TreeSet<>();
        file.lines().stream()
                .filter(line -> !line.stripLeading().startsWith("#"))
                .flatMap(line -> PLACEHOLDER.matcher(line).results())
                .map((MatchResult result) -> result.group(1))
                .forEach(used::add);
        return used;
    }

    private boolean isBeanMethod(String reference) {
        String[] parts = reference.split("\\.", 2);
        return parts.length == 2
                && beans.type(parts[0])
                        .filter(type -> GatewayBeans.publicMethods(type).stream()
                                .anyMatch(method -> method.getName().equals(parts[1])))
                        .isPresent();
    }
}
