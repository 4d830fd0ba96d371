package io.follow.gateway.routing.check;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where jobs end: at a settling endpoint, also in another route that is called, or by going back to the stream. */
final class Ends {

    /** Steps whose own steps are left out, repeated or run beside: what ends there does not end the job for certain. */
    private static final Set<String> UNCERTAIN =
            Set.of("filter", "split", "loop", "idempotentConsumer", "aggregate", "wireTap", "resequence");

    /** Steps that go somewhere which only a run knows, or to the error configuration. */
    private static final Set<String> ELSEWHERE =
            Set.of("recipientList", "dynamicRouter", "routingSlip", "kamelet", "throwException", "rollback");

    private final RouteSet set;
    private final Metadata metadata;

    Ends(RouteSet set, Metadata metadata) {
        this.set = set;
        this.metadata = metadata;
    }

    /** Whether a job ends anywhere in a definition. */
    boolean somewhere(Definition definition) {
        return Element.in(definition, set.scopeOf(definition)).stream()
                .anyMatch(element -> ends(element, new HashSet<>(), true));
    }

    /** Whether a job ends whichever way it takes through a route. */
    boolean always(RouteUnit route) {
        return always(route, new HashSet<>());
    }

    private boolean always(RouteUnit route, Set<String> visited) {
        return always(route, route.steps(), visited);
    }

    private boolean always(RouteUnit route, List<YamlValue> steps, Set<String> visited) {
        return steps.stream().flatMap(step -> step.entries().stream()).anyMatch(step -> always(route, step, visited));
    }

    private boolean always(RouteUnit route, YamlValue.Entry step, Set<String> visited) {
        if (ELSEWHERE.contains(step.key())) {
            return true;
        }
        if (UNCERTAIN.contains(step.key())) {
            return false;
        }
        if (step.key().equals("choice")) {
            List<YamlValue> ways =
                    step.value().get("when").map(YamlValue::items).orElseGet(List::of);
            Optional<YamlValue> otherwise = step.value().get("otherwise");
            return otherwise.isPresent()
                    && always(route, stepsOf(otherwise.get()), visited)
                    && ways.stream().allMatch(way -> always(route, stepsOf(way), visited));
        }
        Element element =
                new Element(route.file(), List.of("steps"), step.key(), step.place(), step.value(), route.scope());
        return ends(element, visited, false) || always(route, stepsOf(step.value()), visited);
    }

    private static List<YamlValue> stepsOf(YamlValue value) {
        return value.get("steps").map(YamlValue::items).orElseGet(List::of);
    }

    private boolean ends(Element element, Set<String> visited, boolean anywhere) {
        if (element.key().equals("bean")) {
            return element.value("ref").equals("giveBack")
                    && !element.value("method").startsWith("isDue");
        }
        Optional<EndpointUse> endpoint = EndpointUse.of(element).filter(use -> !use.consumer());
        if (endpoint.isEmpty()) {
            // An address that only a run knows.
            return element.key().equals("toD");
        }
        String scheme = endpoint.get().scheme();
        if (scheme.equals("valkey-streams")) {
            return endpoint.get().isTrue("settle", metadata);
        }
        String name = scheme.equals("direct") ? endpoint.get().value("name", metadata) : null;
        if (name == null || !visited.add(name)) {
            return false;
        }
        return set.directRoute(name, metadata)
                .filter(route -> anywhere
                        ? route.elements().stream().anyMatch(below -> ends(below, visited, true))
                        : always(route, visited))
                .isPresent();
    }
}
